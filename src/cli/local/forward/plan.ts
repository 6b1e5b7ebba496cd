import type { Access } from '../kubernetes/access.js'

/** One port of this machine, and the Service that it leads to. */
export interface Forward {
  readonly component: string
  readonly localPort: number
  readonly service: string
  /** The name of the Service's port. */
  readonly port: string
}

/** What the process that forwards ports does; two equal plans need only one process. */
export interface Plan {
  readonly access: Access
  /** Changes with the cluster and its keys: a cluster that was made anew needs a new process. */
  readonly fingerprint: string
  readonly namespace: string
  readonly forwards: readonly Forward[]
}

/** What the process writes down about itself once all its ports are open. */
export interface Running {
  readonly pid: number
  /** Part of its command line, by which it is told from a later process with the same number. */
  readonly program: string
  readonly plan: Plan
}

/** What the process tells the one that started it. */
export type Report =
  | { readonly isListening: true }
  | { readonly taken: Forward; readonly code: string }
  | { readonly failed: string }
