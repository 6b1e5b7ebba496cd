import type { IVolume, IVolumeMount } from 'kubernetes-models/v1'
import {
  type Expr,
  entries,
  type Frozen,
  helper,
  type Lift,
  type LiftItem,
  type LiftObject,
  merge,
  omit,
  passthrough,
  type Ref,
  spread,
  structure,
  when,
} from '../../helm/index.js'
import { type PodValues, values } from '../values/index.js'

/** A volume of the chart and where the container sees it. */
export interface OwnVolume {
  /** Absent for a claim of a StatefulSet, which makes a volume of the same name for each pod. */
  readonly source?: Omit<LiftObject<IVolume>, 'name'>
  readonly mountPath: string
  /** Mounts one file of the volume instead of all. */
  readonly subPath?: string
  /** Volumes are read-only unless this is said. */
  readonly isWritable?: true
  /** When the pod has it; always, if nothing is said. */
  readonly exists?: Expr<boolean> | undefined
}

/** Volumes that several pods have alike: two named templates of the chart list them. */
export interface SharedVolumes {
  readonly names: readonly string[]
  readonly volumes: Expr<readonly Frozen<IVolume>[]>
  readonly mounts: Expr<readonly Frozen<IVolumeMount>[]>
  readonly exists?: Expr<boolean> | undefined
}

/** By name; shared ones under any name. Users' volumes cannot take these names. */
export type Volumes = Readonly<Record<string, OwnVolume | SharedVolumes>>

const isShared = (volume: OwnVolume | SharedVolumes): volume is SharedVolumes => 'mounts' in volume

const namesOf = (volumes: Volumes): readonly string[] =>
  Object.entries(volumes).flatMap(([name, volume]) => (isShared(volume) ? volume.names : [name]))

export const volumesOf = (volumes: Volumes): readonly LiftItem<Lift<IVolume>>[] =>
  Object.entries(volumes).flatMap(([name, volume]) => {
    if (isShared(volume)) return itemWhen<Lift<IVolume>>(volume.exists, spread(volume.volumes))
    return volume.source === undefined ? [] : itemWhen<Lift<IVolume>>(volume.exists, { name, ...volume.source })
  })

export const mountsOf = (volumes: Volumes): readonly LiftItem<Lift<IVolumeMount>>[] =>
  Object.entries(volumes).map(([name, volume]) => {
    if (isShared(volume)) return itemWhen<Lift<IVolumeMount>>(volume.exists, spread(volume.mounts))
    const { mountPath, subPath, isWritable, exists } = volume
    return itemWhen<Lift<IVolumeMount>>(exists, {
      name,
      mountPath,
      ...(subPath !== undefined && { subPath }),
      ...(isWritable !== true && { readOnly: true }),
    })
  })

const itemWhen = <L>(exists: Expr<boolean> | undefined, item: LiftItem<L>): LiftItem<L> =>
  exists === undefined ? item : (when<unknown>(exists, item) as LiftItem<L>)

/** What pods have alike, with the calls of the two named templates that list it (`volumesOf`, `mountsOf`). */
export const sharedVolumes = (
  of: Volumes,
  volumes: Expr<readonly Frozen<IVolume>[]>,
  mounts: Expr<readonly Frozen<IVolumeMount>[]>,
  exists?: Expr<boolean>,
): SharedVolumes => ({ names: namesOf(of), volumes, mounts, exists })

/** What every container can write to, its root being read-only. */
const tmp = 'tmp'

const namedItems = helper('slipway.namedItems', {
  doc: 'The entries of a map as a list, each with its key as its name.',
  parameters: { items: values.api.volumes },
  returns: structure<{ name: string }[]>(),
  body: ({ items }) => [
    entries(items, (name, item) => merge<{ name: string }>({ fixed: { name }, user: item, winner: 'fixed' })),
  ],
})

/** The volumes of a pod: `/tmp`, those of the chart, and a user's. */
export const podVolumes = (size: string | Expr<string>, own: Volumes, pod?: Ref<PodValues>) => [
  { name: tmp, emptyDir: { sizeLimit: size } },
  ...volumesOf(own),
  ...(pod === undefined ? [] : [spread(passthrough<readonly Frozen<IVolume>[]>(users(pod.volumes, own)))]),
]

/** Where its main container sees them. */
export const podMounts = (own: Volumes, pod?: Ref<PodValues>) => [
  { name: tmp, mountPath: '/tmp' },
  ...mountsOf(own),
  ...(pod === undefined ? [] : [spread(passthrough<readonly Frozen<IVolumeMount>[]>(users(pod.volumeMounts, own)))]),
]

/** A user's volumes: the chart's own keep their names. */
const users = (items: Ref<PodValues['volumes']>, own: Volumes) =>
  namedItems({ items: omit(items, tmp, ...namesOf(own)) })

export const volumeHelpers = [namedItems]
