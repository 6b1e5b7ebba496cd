import type { KubernetesObject } from '../laws/kubernetes.js'

/** Something that a scanner says against an object. */
export interface Finding {
  /** The scanner's own name of the rule, such as `container-image-tag` or `CKV_K8S_14`. */
  readonly check: string
  /** Such as `Deployment/shop-slipway-api`. */
  readonly object: string
  readonly text: string
}

export interface Scan {
  readonly findings: readonly Finding[]
  /** Every check that was done, whatever it found. */
  readonly checks: readonly string[]
}

export type Manifests = Readonly<Record<string, readonly KubernetesObject[]>>

/** A tool that judges rendered objects. It scans several renderings, each for itself, and gives the scans by name. */
export interface Scanner {
  readonly name: 'kube-score' | 'checkov'
  /** Whether it judges an object by others too only when one of them is gone: then the rest need not be scanned again. */
  readonly looksAtChangesAlone: boolean
  readonly scan: (manifests: Manifests) => Promise<Readonly<Record<string, Scan>>>
}
