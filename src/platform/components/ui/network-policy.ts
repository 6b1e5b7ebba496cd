import { networkPolicyFor } from '../../kinds/network-policy.js'

export const uiNetworkPolicy = networkPolicyFor('ui')
