import { type Container, containersIn, type KubernetesObject, type Pods } from './kubernetes.js'
import type { Law } from './law.js'
import { configOf, isMounted, problemOfFile, variablesOf } from './mounted.js'

/** Variables that end in `_FOLDER` lead to a mounted folder. */
export const foldersOfVariablesAreMounted: Law = (objects) =>
  containersIn(objects).flatMap(({ container, title }) =>
    variablesOf(objects, container)
      .filter(([variable, path]) => variable.endsWith('_FOLDER') && !isMounted(container, path))
      .map(([variable, path]) => `${title} has ${variable} ${path}, but nothing is mounted there.`),
  )

/** Variables that end in `_FILE` lead to a mounted file; when the chart makes the Secret, it has that key. */
export const filesOfVariablesAreMounted: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    variablesOf(objects, container)
      .filter(([variable]) => variable.endsWith('_FILE'))
      .map(([variable, path]) => ({ variable, path, problem: problemOfFile(objects, pods, container, path) }))
      .filter(({ problem }) => problem !== undefined)
      .map(({ variable, path, problem }) => `${title} has ${variable} ${path}, ${problem}.`),
  )

/** The folders where the chart mounts what it makes and what users give it. */
const ownPath = /\/(?:etc|var\/run\/secrets)\/slipway(?:\/[A-Za-z0-9._-]+)*/g

/** Whatever a container is told, by its command, by variables or by the files that it reads, it finds what they name. */
export const pathsLeadToFiles: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    [...new Set(textsFor(objects, pods, container).flatMap((text) => text.match(ownPath) ?? []))]
      .filter((path) => !isMounted(container, path))
      .map((path) => ({ path, problem: problemOfFile(objects, pods, container, path) }))
      .filter(({ problem }) => problem !== undefined)
      .map(({ path, problem }) => `${title} is told of ${path}, ${problem}.`),
  )

const textsFor = (objects: readonly KubernetesObject[], { spec }: Pods, container: Container): readonly string[] => [
  ...(container.command ?? []),
  ...(container.args ?? []),
  ...variablesOf(objects, container).map(([, value]) => value),
  ...(spec.volumes ?? [])
    .filter(({ name }) => container.volumeMounts?.some((mount) => mount.name === name))
    .flatMap(({ configMap }) => Object.values(configOf(objects, configMap?.name))),
]
