import { type Assertion, and, assert, type Expr, nonEmpty, not, text } from '../../helm/index.js'
import type { OutsidePeerName } from '../topology.js'
import { values } from '../values/index.js'
import { peerIsKnown } from './peer.js'

interface PartnerRule {
  readonly peer: OutsidePeerName
  /** Path and value of the address: the partner is used when it is not empty. */
  readonly key: string
  readonly address: Expr<string>
  /** What else must hold for the partner to be used. */
  readonly onlyWhen?: Expr<boolean>
}

/** Network policies must know where a partner is, or they cut it off. */
export const partnerIsKnown = ({ peer, key, address, onlyWhen }: PartnerRule): Assertion => {
  const isUsed = onlyWhen === undefined ? [nonEmpty(address)] : [onlyWhen, nonEmpty(address)]
  return assert({
    key: `networkPolicies.peers.${peer}`,
    refuseWhen: and(values.networkPolicies.enabled, ...isUsed, not(peerIsKnown(peer))),
    problem: text`is empty, so the network policies would cut off ${address}, which is ${key}.`,
    example: 'cidrs: {primary: 192.0.2.10/32}',
  })
}
