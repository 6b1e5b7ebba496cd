import type { CpuQuantity, MemoryQuantity, ObjectName, ResourceAmounts, ResourceValues } from './types.js'

/** The PriorityClass of the serving pods. */
export interface PriorityClassValues {
  /** Make a PriorityClass for this release. It is cluster-wide, so it is named after namespace and release. */
  create: boolean
  /** Name of an existing PriorityClass to use instead, when `create` is off. Empty means the cluster's default. */
  name: ObjectName
  /**
   * Pods with a higher value are scheduled first and may push out others.
   * @asType integer
   * @minimum -2147483648
   * @maximum 1000000000
   */
  value: number
}

/** The ResourceQuota of the namespace. */
export interface QuotaValues {
  /**
   * `computed` fits the platform at its largest scale with rollouts; `explicit` uses the numbers below and refuses to
   * render when the smallest scale does not fit; `none` makes no quota.
   */
  mode: 'computed' | 'explicit' | 'none'
  /** The numbers of `mode: explicit`. */
  explicit: ExplicitQuotaValues
  headroom: QuotaHeadroomValues
  /**
   * Services of type LoadBalancer that the namespace may have.
   * @asType integer
   * @minimum 0
   * @maximum 1000
   */
  loadBalancers: number
}

export interface ExplicitQuotaValues {
  /** What pods may reserve. */
  requests: QuotaAmounts
  /** What pods may use at most. */
  limits: QuotaAmounts
  /** Storage that all volume claims together may ask for. */
  storage: MemoryQuantity
}

export interface QuotaAmounts {
  /** CPUs of all pods together. */
  cpu: CpuQuantity
  /** Memory of all pods together. */
  memory: MemoryQuantity
}

/** What the computed quota leaves for other pods of the namespace. */
export interface QuotaHeadroomValues {
  /** What pods may reserve. */
  requests: QuotaAmounts
  /** What pods may use at most. */
  limits: QuotaAmounts
  /** Storage of other volume claims. */
  storage: MemoryQuantity
  /**
   * Number of other pods.
   * @asType integer
   * @minimum 0
   * @maximum 10000
   */
  pods: number
}

/** The LimitRange of the namespace: what containers get that say nothing themselves. */
export interface LimitRangeValues {
  /** Make a LimitRange. */
  enabled: boolean
  /** What a container gets that asks for nothing. */
  defaults: ResourceValues
  /** The most that one container may use. */
  max: ResourceAmounts
}

export const priorityClassDefaults: PriorityClassValues = { create: true, name: '', value: 1000000 }

export const quotaDefaults: QuotaValues = {
  mode: 'computed',
  explicit: { requests: { cpu: '4', memory: '8Gi' }, limits: { cpu: '8', memory: '16Gi' }, storage: '20Gi' },
  headroom: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' }, storage: '1Gi', pods: 5 },
  loadBalancers: 2,
}

export const limitRangeDefaults: LimitRangeValues = {
  enabled: true,
  defaults: {
    requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '128Mi' },
    limits: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '512Mi' },
  },
  max: { cpu: '4', memory: '8Gi', 'ephemeral-storage': '10Gi' },
}
