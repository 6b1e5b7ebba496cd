import { valuesOf } from '../../helm/index.js'
import type { Values } from './values.js'

export type { NetworkPolicyValues, PeerValues } from './network-policies.js'
export type { ImageValues, ResourceValues, StorageValues } from './types.js'
export { defaults, type Values } from './values.js'
export type { PodValues, WorkloadValues } from './workload.js'

/** References to everything a user can set. */
export const values = valuesOf<Values>()
