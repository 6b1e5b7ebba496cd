import type { Expr, Ref, Resource, Rules } from '../../helm/index.js'
import type { ImageValues, ResourceValues, StorageValues } from '../values/index.js'
import type { ExpectedSecret } from './expected-secret.js'

/** A container as the values describe it. */
export interface ContainerFacts {
  /** Path of its values, such as `database.exporter`. */
  readonly key: string
  /** When the pod has it; always, if nothing is said. */
  readonly exists?: Expr<boolean>
  /** Absent when it runs the image of another container. */
  readonly image?: Ref<ImageValues>
  readonly resources: Ref<ResourceValues>
}

/** A volume that pods claim. */
export interface ClaimFacts {
  /** When the pods, if they are there, claim it; always, if nothing is said. */
  readonly exists?: Expr<boolean>
  readonly storage: Ref<StorageValues>
}

export type PartGroup = 'serving' | 'data' | 'task'

/**
 * What a set of pods is for the rest of the chart. Templates, network policies, quota and rules about resources, images
 * and Secrets are made from it, so a new component is a folder with a part, an entry of the topology and its values.
 */
export interface Part {
  /** `serving` pods come first when nodes are full; `task` pods end by themselves. */
  readonly group: PartGroup
  /** The objects by the name of their file. */
  readonly templates: Readonly<Record<string, Resource>>
  /** When the pods are there; always, if nothing is said. */
  readonly exists?: Expr<boolean>
  /** When a partner outside the release takes the place of these pods. */
  readonly isOutside?: Expr<boolean>
  /** When a port is open, by its name in the topology; always, if nothing is said. */
  readonly opens?: Readonly<Record<string, Expr<boolean>>>
  /** Pods that run all the time at the smallest scale. Absent for pods that come and go. */
  readonly fewestPods?: number | Expr<number>
  /** Most pods at the same time, those that drain in a rollout included; one, if nothing is said. */
  readonly peakPods?: number | Expr<number>
  readonly containers: readonly ContainerFacts[]
  /** Volumes that its pods claim. */
  readonly claims?: readonly ClaimFacts[]
  /** Secrets that must exist already. */
  readonly secrets?: readonly ExpectedSecret[]
  /** What its values fulfil beyond their types. */
  readonly assertions?: Rules
}

/** What must hold for a container to be there. */
export const conditionsOf = (part: Part, container: ContainerFacts): readonly Expr<boolean>[] =>
  [part.exists, container.exists].filter((condition) => condition !== undefined)

/** `smoke-test` or `database.exporter` as a variable: `smokeTest`, `databaseExporter`. */
export const variableName = (name: string): string =>
  name.replace(/[-.](.)/g, (_, letter: string) => letter.toUpperCase())
