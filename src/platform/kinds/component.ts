import type { Expr, Helper, Ref, Rules, Template } from '../../helm/index.js'
import type { ImageValues, ResourceValues, StorageValues } from '../values/index.js'
import type { ExpectedSecret } from './expected-secret.js'

/** A container as the values describe it. */
export interface ContainerFacts {
  /** Path of its values, such as `database.exporter`. */
  readonly key: string
  /** When the pod has it; always, if nothing is said. */
  readonly exists?: Expr<boolean> | undefined
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

/**
 * What a component is for the rest of the chart: templates, network policies, quota and rules about resources, images and
 * Secrets are made from it. `server` and `task` make one.
 */
export interface Component {
  /** The objects by the name of their file. */
  readonly templates: Readonly<Record<string, Template>>
  /** Named templates that only its own objects use, by the name of their file. */
  readonly helpers?: Readonly<Record<string, readonly { readonly helper: Helper }[]>>
  /** When it is in the release; always, if nothing is said. */
  readonly exists?: Expr<boolean> | undefined
  /** When a partner outside the release takes its place. */
  readonly isOutside?: Expr<boolean> | undefined
  /** When a port is open, by its name in the topology; always, if nothing is said. */
  readonly opens: Readonly<Record<string, Expr<boolean>>>
  /** Pods that run all the time at the smallest scale: 0 for those that come and go. */
  readonly fewestPods: number | Expr<number>
  /** Most pods at the same time, those that drain in a rollout included. */
  readonly peakPods: number | Expr<number>
  readonly containers: readonly ContainerFacts[]
  /** Volumes that its pods claim. */
  readonly claims: readonly ClaimFacts[]
  /** Secrets that must exist already. */
  readonly secrets: readonly ExpectedSecret[]
  /** What its values fulfil beyond their types. */
  readonly assertions: Rules
}

/** What an author may say about any component beyond its pods. */
export type ComponentExtras = Partial<Pick<Component, 'exists' | 'claims' | 'secrets' | 'assertions'>> & {
  /** Further objects by the name of their file. */
  readonly objects?: Readonly<Record<string, Template>>
}
