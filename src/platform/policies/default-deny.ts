import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { resourceWhen } from '../../helm/index.js'
import { platformMeta, releaseSelector } from '../kinds/metadata.js'
import { values } from '../values/index.js'

/** No pod of the release may connect or be connected to, unless another policy allows it. */
export const defaultDeny = resourceWhen<INetworkPolicy>(values.networkPolicies.enabled, {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: platformMeta('default-deny'),
  spec: { podSelector: { matchLabels: releaseSelector }, policyTypes: ['Ingress', 'Egress'] },
})
