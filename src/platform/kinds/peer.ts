import { type Expr, named, nonEmpty, or, type Ref } from '../../helm/index.js'
import type { OutsidePeerName, PeerName } from '../topology.js'
import { type PeerValues, values } from '../values/index.js'

const { peers } = values.networkPolicies

/** Where a partner outside the release is. */
export const peerOf = (name: PeerName): Ref<PeerValues> => named(name, peers[name])

/** The port that a partner listens on. */
export const peerPortOf = (name: OutsidePeerName): Expr<number> => named(name, peers[name]).port

/** Where name servers are; every pod needs them. */
export const nameServers: Ref<PeerValues> = named('dns', values.networkPolicies.dns)

/** True when the values say where a partner is. */
export const peerIsKnown = (name: PeerName): Expr<boolean> => named(`${name}IsKnown`, isDescribed(peerOf(name)))

export const hasLabels = ({ namespaceLabels, podLabels }: Ref<PeerValues>): Expr<boolean> =>
  or(nonEmpty(namespaceLabels), nonEmpty(podLabels))

/** An empty description would mean everybody, so a rule for it must not exist at all. */
const isDescribed = (peer: Ref<PeerValues>): Expr<boolean> => or(hasLabels(peer), nonEmpty(peer.cidrs))

export const nameServersAreKnown = named('dnsIsKnown', isDescribed(nameServers))
