import { isDeepStrictEqual } from 'node:util'
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { type ComponentName, componentNames, type PeerName, peers as peerTitles } from '../../src/platform/topology.js'
import { ofKind, titleOf } from './kubernetes.js'
import type { Law, Release } from './law.js'

type Spec = NonNullable<INetworkPolicy['spec']>
type Peer = NonNullable<NonNullable<Spec['ingress']>[number]['from']>[number]

export type Partner = ComponentName | PeerName | 'dns'

/** One connection that a network policy allows. */
export interface Flow {
  readonly title: string
  readonly direction: 'ingress' | 'egress'
  readonly component: ComponentName | undefined
  /** Everybody whom the policy may mean: partners with the same labels cannot be told apart. */
  readonly partners: readonly Partner[]
  readonly port: string
}

/** All connections that the policies of the release allow. */
export const flowsIn = (objects: Parameters<Law>[0], release: Release): readonly Flow[] =>
  ofKind(objects, 'NetworkPolicy').flatMap((policy) =>
    rulesOf(policy.spec).flatMap(({ direction, peers, ports }) =>
      peers.flatMap((peer) =>
        ports.map(({ protocol = 'TCP', port }) => ({
          title: titleOf(policy),
          direction,
          component: componentOf(policy.spec?.podSelector, release),
          partners: partnersAt(peer, release),
          port: `${port}/${protocol}`,
        })),
      ),
    ),
  )

/** The rules of both directions in one form. */
export const rulesOf = (spec: Spec | undefined) => [
  ...(spec?.ingress ?? []).map(({ from = [], ports = [] }) => ({ direction: 'ingress', peers: from, ports }) as const),
  ...(spec?.egress ?? []).map(({ to = [], ports = [] }) => ({ direction: 'egress', peers: to, ports }) as const),
]

const componentOf = (selector: Peer['podSelector'], { name }: Release): ComponentName | undefined =>
  componentNames.find((component) =>
    isDeepStrictEqual(selector?.matchLabels, {
      'app.kubernetes.io/name': 'slipway',
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/component': component,
    }),
  )

const partnersAt = (peer: Peer, release: Release): readonly Partner[] => {
  const { dns, peers } = release.values.networkPolicies
  const inner = peer.namespaceSelector === undefined ? componentOf(peer.podSelector, release) : undefined
  if (inner !== undefined) return [inner]
  const outside = (Object.keys(peerTitles) as PeerName[]).map((name) => [name, peers[name]] as const)
  return [['dns', dns] as const, ...outside]
    .filter(([, where]) => placesOf(where).some((place) => isDeepStrictEqual(place, peer)))
    .map(([name]) => name)
}

type Where = Omit<Release['values']['networkPolicies']['dns'], never>

/** How a policy must name a partner that the values describe. */
export const placesOf = ({ namespaceLabels, podLabels, cidrs }: Where): readonly Peer[] => {
  const selectors = {
    ...(Object.keys(namespaceLabels).length > 0 && { namespaceSelector: { matchLabels: namespaceLabels } }),
    ...(Object.keys(podLabels).length > 0 && { podSelector: { matchLabels: podLabels } }),
  }
  return [
    ...(Object.keys(selectors).length > 0 ? [selectors] : []),
    ...Object.values(cidrs).map((cidr) => ({ ipBlock: { cidr } })),
  ]
}
