import { networkPolicyFor } from '../../kinds/network-policy.js'

export const apiNetworkPolicy = networkPolicyFor('api')
