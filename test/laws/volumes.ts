import { amountOf } from '../../tools/report/quantity.js'
import {
  claimTemplatesOf,
  containersIn,
  containersOf,
  nameOf,
  ofKind,
  type Pods,
  podsIn,
  titleOf,
} from './kubernetes.js'
import type { Law } from './law.js'
import { keysOf } from './mounted.js'

export const mountsHaveVolumes: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    (container.volumeMounts ?? [])
      .filter(({ name }) => !volumeNamesOf(pods).includes(name))
      .map(({ name }) => `${title} mounts the volume ${name}, which does not exist.`),
  )

export const volumesAreMounted: Law = (objects) =>
  podsIn(objects).flatMap((pods) =>
    volumeNamesOf(pods)
      .filter((name) => !containersOf(pods).some((one) => one.volumeMounts?.some((mount) => mount.name === name)))
      .map((name) => `${titleOf(pods.owner)} mounts the volume ${name} nowhere.`),
  )

/** A StatefulSet makes a volume of each claim. */
const volumeNamesOf = ({ owner, spec }: Pods): readonly string[] => [
  ...(spec.volumes ?? []).map(({ name }) => name),
  ...claimTemplatesOf(owner).map(({ metadata }) => metadata?.name ?? ''),
]

/** Without a limit one pod can fill the disk of its node. */
export const emptyFoldersHaveLimits: Law = (objects) =>
  podsIn(objects).flatMap(({ owner, spec }) =>
    (spec.volumes ?? [])
      .filter(({ emptyDir }) => emptyDir !== undefined && emptyDir.sizeLimit === undefined)
      .map(({ name }) => `${titleOf(owner)} has the volume ${name} without a size limit.`),
  )

/** The entries of a Secret or ConfigMap that a volume names are there, when the chart makes it. */
export const itemsExist: Law = (objects) =>
  podsIn(objects).flatMap(({ owner, spec }) =>
    (spec.volumes ?? []).flatMap(({ configMap, secret }) => {
      const source =
        configMap === undefined ? { kind: 'Secret', name: secret?.secretName } : { kind: 'ConfigMap', ...configMap }
      const object = objects.find((one) => one.kind === source.kind && nameOf(one) === source.name)
      if (object === undefined) return []
      return ((configMap ?? secret)?.items ?? [])
        .filter(({ key }) => !keysOf(object).includes(key))
        .map(
          ({ key }) =>
            `${titleOf(owner)} mounts ${key} of ${titleOf(object)}, which has only ${keysOf(object).join(', ')}.`,
        )
    }),
  )

/** What is in memory counts for the containers that write it: a full folder must not kill them. */
export const foldersInMemoryFit: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    (pods.spec.volumes ?? [])
      .filter(({ emptyDir }) => emptyDir?.medium === 'Memory')
      .filter(({ name }) => container.volumeMounts?.some((mount) => mount.name === name))
      .filter(({ emptyDir }) => 2 * amountOf(emptyDir?.sizeLimit) > amountOf(container.resources?.limits?.memory))
      .map(({ name }) => `${title} may fill more than half of its memory with the volume ${name}.`),
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
