import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
} from 'kubernetes-models/networking.k8s.io/v1'
import {
  type Expr,
  type Frozen,
  filled,
  type LiftItem,
  or,
  type Resource,
  resourceWhen,
  spread,
  when,
} from '../../helm/index.js'
import { components, namedComponents } from '../components/index.js'
import { allConditions } from '../kinds/all-conditions.js'
import type { Component } from '../kinds/component.js'
import { objectMeta, selectorLabels } from '../kinds/metadata.js'
import { peerIsKnown, peerOf } from '../kinds/peer.js'
import {
  type ComponentName,
  callsFrom,
  callsOf,
  type InnerEdge,
  isInner,
  type OutsidePeerName,
  outsideCallsOf,
  type PeerName,
  portOfEdge,
  replacementOf,
} from '../topology.js'
import { values } from '../values/index.js'
import { fromPeer, fromPods, toNameServers, toPeer, toPods } from './network-rules.js'

const { networkPolicies } = values

/** The rules of one edge of the topology. */
interface EdgeRules<Kind> {
  readonly rules: Expr<readonly Frozen<Kind>[]>
  /** When the policy has them: always, if nothing is said. */
  readonly onlyWhen: Expr<boolean> | undefined
  /** Set for partners outside, whose rules are not there either as long as the values do not say where they are. */
  readonly peer?: PeerName
}

/** The connections of a component: the rules of each edge of the topology, and name resolution. */
const networkPolicyOf = (name: ComponentName): Resource => {
  const ingress = ingressOf(name)
  return resourceWhen<INetworkPolicy>(allConditions(networkPolicies.enabled, components[name].exists), {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: objectMeta(name),
    spec: {
      podSelector: { matchLabels: selectorLabels(name) },
      policyTypes: ['Ingress', 'Egress'],
      // An empty list means the same as none, but the API server drops it and every sync would see a difference.
      ...(ingress.length > 0 && { ingress: unlessEmpty(ingress) }),
      egress: filled([spread(toNameServers()), ...egressOf(name).map(inPlace)]),
    },
  })
}

const unlessEmpty = <Kind>(edges: readonly EdgeRules<Kind>[]) => {
  const conditions = edges.map(({ onlyWhen, peer }) => allConditions(onlyWhen, peer && peerIsKnown(peer)))
  const rules = filled(edges.map(inPlace))
  return conditions.includes(undefined) ? rules : when(or(...conditions.filter((one) => one !== undefined)), rules)
}

const inPlace = <Kind>({ rules, onlyWhen }: EdgeRules<Kind>): LiftItem<Expr<Frozen<Kind>>> =>
  onlyWhen === undefined ? spread(rules) : when(onlyWhen, spread(rules))

const ingressOf = (name: ComponentName): readonly EdgeRules<INetworkPolicyIngressRule>[] => [
  ...callsOf(name).map((edge) => ({
    rules: fromPods({ component: edge.from, port: portOfEdge(edge) }),
    onlyWhen: allConditions(components[edge.from].exists, whenOpen(components[name], edge)),
  })),
  ...outsideCallsOf(name).map((edge) => ({
    rules: fromPeer({ peer: peerOf(edge.from), port: portOfEdge(edge) }),
    onlyWhen: whenOpen(components[name], edge),
    peer: edge.from,
  })),
]

const egressOf = (name: ComponentName): readonly EdgeRules<INetworkPolicyEgressRule>[] =>
  callsFrom(name).flatMap((edge) => (isInner(edge) ? innerEgress(edge, components[edge.to]) : [outerEgress(edge.to)]))

/** To the component of the release, or to the partner that stands in for it. */
const innerEgress = (edge: InnerEdge, called: Component): readonly EdgeRules<INetworkPolicyEgressRule>[] => {
  const partner = replacementOf(edge.to)
  const inside = {
    rules: toPods({ component: edge.to, port: portOfEdge(edge) }),
    onlyWhen: allConditions(called.exists, whenOpen(called, edge)),
  }
  return partner === undefined || edge.isOnlyInside ? [inside] : [inside, outerEgress(partner, called.isOutside)]
}

const outerEgress = (partner: OutsidePeerName, onlyWhen?: Expr<boolean>): EdgeRules<INetworkPolicyEgressRule> => ({
  rules: toPeer({ peer: values.networkPolicies.peers[partner] }),
  onlyWhen,
  peer: partner,
})

const whenOpen = ({ opens }: Component, { port }: InnerEdge): Expr<boolean> | undefined => opens[port]

/** The policies of all sets of pods, each by its file. */
export const networkPolicyTemplates: Readonly<Record<string, Resource>> = Object.fromEntries(
  namedComponents.map(([name]) => [`${name}/network-policy`, networkPolicyOf(name)]),
)
