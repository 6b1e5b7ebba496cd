import type { Access } from '../kubernetes/access.js'
import type { Tell } from '../terminal/progress.js'

/** `existing` is a context of the user's kubeconfig; slipway makes and removes the others. */
export type ClusterKind = 'existing' | MadeCluster
export type MadeCluster = (typeof madeClusters)[number]

/** In the order in which they are tried. */
export const madeClusters = ['kind', 'built-in'] as const

/** A cluster in words. */
export const nameOf = (cluster: ClusterKind, context: string | undefined): string =>
  cluster === 'existing' ? `the existing cluster of context ${context}` : `the ${cluster} cluster`

/** Values of the chart, as in a values file. */
export type ChartValues = Readonly<Record<string, unknown>>

/** What a command may use while it works on a cluster. */
export interface Work {
  readonly tell: Tell
  readonly signal: AbortSignal
}

/** One way to have a Kubernetes; everything else is the same for all of them. */
export interface Cluster {
  /** Said when the step starts. */
  readonly plan: string
  readonly access: Access
  /** Makes the cluster, or finds it running. Returns one line about it. */
  start(work: Work): Promise<string>
  /** Where its images come from, in one line. */
  readonly images: string
  /** Brings the images that no registry has, and returns the values with which the chart finds them. */
  readonly bringImages?: (work: Work) => Promise<ChartValues>
  /** Values that the chart needs on such a cluster, always the same. */
  readonly values?: ChartValues
  /** Removes it and names it, if it was there. Absent where slipway did not make it. */
  readonly remove?: (work: Work) => Promise<string | undefined>
}
