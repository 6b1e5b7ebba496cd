import { valuesOf } from '../../helm/index.js'
import type { Values } from './values.js'

export type { NetworkPolicyValues, PeerValues } from './network-policies.js'
export { podOptionFields } from './pod-options.js'
export type { ImageValues, ResourceValues, StorageValues } from './types.js'
export { defaults, type Values } from './values.js'
export type { PlacementValues, PodValues, ServerValues, WorkloadValues } from './workload.js'

/** References to everything a user can set. */
export const values = valuesOf<Values>()
