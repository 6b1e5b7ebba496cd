import type { IVolume, IVolumeMount } from 'kubernetes-models/v1'
import { type Expr, type Lift, type LiftItem, type LiftObject, when } from '../../helm/index.js'

/** A volume of the chart and where the container sees it, perhaps under a condition. */
export interface OwnVolume {
  /** Absent for a claim of a StatefulSet, which makes a volume of the same name for each pod. */
  readonly source?: Omit<LiftObject<IVolume>, 'name'>
  readonly mountPath: string
  /** Mounts one file of the volume instead of all. */
  readonly subPath?: string
  /** Volumes are read-only unless this is said. */
  readonly isWritable?: true
  readonly onlyWhen?: Expr<boolean>
}

/** By name. Users' volumes cannot take these names. */
export type OwnVolumes = Readonly<Record<string, OwnVolume>>

/** Names that users' volumes and mounts cannot take. */
export const reservedNames = (volumes: OwnVolumes): readonly string[] => ['tmp', ...Object.keys(volumes)]

export const volumesOf = (volumes: OwnVolumes): readonly LiftItem<Lift<IVolume>>[] =>
  Object.entries(volumes).flatMap(([name, { source, onlyWhen }]) =>
    source === undefined ? [] : ifWanted<Lift<IVolume>>({ name, ...source }, onlyWhen),
  )

export const mountsOf = (volumes: OwnVolumes): readonly LiftItem<Lift<IVolumeMount>>[] =>
  Object.entries(volumes).map(([name, { mountPath, subPath, isWritable, onlyWhen }]) =>
    ifWanted<Lift<IVolumeMount>>(
      { name, mountPath, ...(subPath !== undefined && { subPath }), ...(isWritable !== true && { readOnly: true }) },
      onlyWhen,
    ),
  )

const ifWanted = <L>(value: L, onlyWhen: Expr<boolean> | undefined): LiftItem<L> =>
  onlyWhen === undefined ? value : (when(onlyWhen, value as never) as unknown as LiftItem<L>)
