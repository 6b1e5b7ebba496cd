import { containersIn, containersOf, nameOf, ofKind, podsIn, titleOf } from './kubernetes.js'
import type { Law } from './law.js'

export const mountsHaveVolumes: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    (container.volumeMounts ?? [])
      .filter(({ name }) => !pods.spec.volumes?.some((volume) => volume.name === name))
      .map(({ name }) => `${title} mounts the volume ${name}, which does not exist.`),
  )

export const volumesAreMounted: Law = (objects) =>
  podsIn(objects).flatMap((pods) =>
    (pods.spec.volumes ?? [])
      .filter(({ name }) => !containersOf(pods).some((one) => one.volumeMounts?.some((mount) => mount.name === name)))
      .map(({ name }) => `${titleOf(pods.owner)} mounts the volume ${name} nowhere.`),
  )

/** Without a limit one pod can fill the disk of its node. */
export const emptyFoldersHaveLimits: Law = (objects) =>
  podsIn(objects).flatMap(({ owner, spec }) =>
    (spec.volumes ?? [])
      .filter(({ emptyDir }) => emptyDir !== undefined && emptyDir.sizeLimit === undefined)
      .map(({ name }) => `${titleOf(owner)} has the volume ${name} without a size limit.`),
  )

/** A file that is mounted by its name is a key of the ConfigMap. */
export const mountedFilesExist: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    (container.volumeMounts ?? []).flatMap(({ name, subPath }) => {
      const source = pods.spec.volumes?.find((volume) => volume.name === name)?.configMap?.name
      const config = ofKind(objects, 'ConfigMap').find((one) => nameOf(one) === source)
      if (subPath === undefined || config?.data?.[subPath] !== undefined) return []
      return config === undefined ? [] : [`${title} mounts ${subPath}, which ${titleOf(config)} does not have.`]
    }),
  )

/** Variables that end in `_FOLDER` lead to a mounted folder. */
export const foldersOfVariablesAreMounted: Law = (objects) =>
  containersIn(objects).flatMap(({ container, title }) =>
    pathVariables(objects, container.envFrom ?? [], '_FOLDER')
      .filter(([, path]) => !container.volumeMounts?.some(({ mountPath }) => mountPath === path))
      .map(([variable, path]) => `${title} has ${variable} ${path}, but nothing is mounted there.`),
  )

/** Variables that end in `_FILE` lead to a mounted file; when the chart makes the Secret, it has that key. */
export const filesOfVariablesAreMounted: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    pathVariables(objects, container.envFrom ?? [], '_FILE').flatMap(([variable, path]) => {
      const folder = path.slice(0, path.lastIndexOf('/'))
      const key = path.slice(folder.length + 1)
      const mount = container.volumeMounts?.find(({ mountPath }) => mountPath === folder)
      if (mount === undefined) return [`${title} has ${variable} ${path}, but nothing is mounted there.`]
      const source = pods.spec.volumes?.find((volume) => volume.name === mount.name)?.secret?.secretName
      const secret = ofKind(objects, 'Secret').find((one) => nameOf(one) === source)
      const keys = Object.keys({ ...secret?.data, ...secret?.stringData })
      return secret === undefined || keys.includes(key)
        ? []
        : [`${title} has ${variable} ${path}, but ${titleOf(secret)} has only ${keys.join(', ')}.`]
    }),
  )

const pathVariables = (
  objects: Parameters<Law>[0],
  sources: readonly { readonly configMapRef?: { readonly name?: string } }[],
  ending: '_FILE' | '_FOLDER',
): readonly (readonly [string, string])[] =>
  sources.flatMap(({ configMapRef }) =>
    Object.entries(ofKind(objects, 'ConfigMap').find((one) => nameOf(one) === configMapRef?.name)?.data ?? {}).filter(
      ([variable]) => variable.endsWith(ending),
    ),
  )
