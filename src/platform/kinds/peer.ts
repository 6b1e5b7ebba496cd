import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1'
import {
  type Expr,
  entries,
  filled,
  helper,
  nonEmpty,
  or,
  present,
  type Ref,
  structure,
  when,
} from '../../helm/index.js'
import type { OutsidePeerName, PeerName } from '../topology.js'
import { type PeerValues, values } from '../values/index.js'

const { dns, peers } = values.networkPolicies

/** Where a partner outside the release is. */
export const peerOf = (name: PeerName): Ref<PeerValues> => peers[name]

/** The port that a partner listens on. */
export const peerPortOf = (name: OutsidePeerName): Expr<number> => peers[name].port

/** Where name servers are; every pod needs them. */
export const nameServers: Ref<PeerValues> = dns

const hasLabels = ({ namespaceLabels, podLabels }: Ref<PeerValues>): Expr<boolean> =>
  or(nonEmpty(namespaceLabels), nonEmpty(podLabels))

/** An empty description would mean everybody, so a rule for it must not exist at all. */
export const isKnown = helper('slipway.isKnown', {
  doc: 'Whether the values say where a partner is.',
  parameters: { peer: dns },
  returns: 'boolean',
  body: ({ peer }) => or(hasLabels(peer), nonEmpty(peer.cidrs)),
})

/** True when the values say where a partner is. */
export const peerIsKnown = (name: PeerName): Expr<boolean> => isKnown({ peer: peerOf(name) })

export const nameServersAreKnown = isKnown({ peer: nameServers })

/** Labels of namespace and pods in one item, because both must fit; each network in an item of its own. */
export const placesOf = helper('slipway.places', {
  doc: 'Where a partner is, as a policy says it. The values must say so: see slipway.isKnown.',
  parameters: { peer: dns },
  returns: structure<INetworkPolicyPeer[]>(),
  body: ({ peer }) =>
    filled([
      when(hasLabels(peer), {
        namespaceSelector: present(peer.namespaceLabels, (matchLabels) => ({ matchLabels })),
        podSelector: present(peer.podLabels, (matchLabels) => ({ matchLabels })),
      }),
      entries(peer.cidrs, (_name, cidr) => ({ ipBlock: { cidr } })),
    ]),
})
