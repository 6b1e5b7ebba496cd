import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import {
  type Expr,
  entries,
  type Lift,
  type Omittable,
  or,
  present,
  type Ref,
  type Resource,
  resourceWhen,
  when,
} from '../../helm/index.js'
import { namedParts, parts } from '../components/index.js'
import { allOf } from '../kinds/all-of.js'
import { objectMeta, selectorLabels } from '../kinds/metadata.js'
import type { Part } from '../kinds/part.js'
import { hasLabels, nameServers, nameServersAreKnown, peerIsKnown, peerOf, peerPortOf } from '../kinds/peer.js'
import {
  callsFrom,
  callsOf,
  type InnerEdge,
  isInner,
  type OutsidePeerName,
  outsideCallsOf,
  type PodSetName,
  portOf,
  replacementOf,
} from '../topology.js'
import { type PeerValues, values } from '../values/index.js'

const { networkPolicies } = values

type Spec = NonNullable<INetworkPolicy['spec']>
type Ingress = NonNullable<Spec['ingress']>[number]
type Egress = NonNullable<Spec['egress']>[number]
type Port = NonNullable<Egress['ports']>[number]
type Peers = Extract<Lift<NonNullable<Ingress['from']>>, readonly unknown[]>

/** A rule, and when it is there: always, if nothing is said. */
interface Rule<Kind> {
  readonly rule: Lift<Kind>
  readonly onlyWhen?: Expr<boolean>
}

/** The connections of a set of pods: one rule per edge of the topology, and name resolution. */
const networkPolicyOf = (name: PodSetName): Resource =>
  resourceWhen<INetworkPolicy>(allOf(networkPolicies.enabled, parts[name].exists) ?? networkPolicies.enabled, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: objectMeta(name),
    spec: {
      podSelector: { matchLabels: selectorLabels(name) },
      policyTypes: ['Ingress', 'Egress'],
      ...ruleField('ingress', ingressOf(name)),
      ...ruleField('egress', egressOf(name)),
    },
  })

const ruleWhen = <Kind>(rule: Lift<Kind>, onlyWhen: Expr<boolean> | undefined): Rule<Kind> =>
  onlyWhen === undefined ? { rule } : { rule, onlyWhen }

/**
 * No list at all when there is no rule. An empty list means the same, but the API server drops it and every sync would
 * see a difference.
 */
const ruleField = <Name extends 'ingress' | 'egress', Kind>(name: Name, rules: readonly Rule<Kind>[]) => {
  if (rules.length === 0) return {}
  const items = rules.map(({ rule, onlyWhen }) => (onlyWhen === undefined ? rule : when(onlyWhen, rule)))
  const conditions = rules.flatMap(({ onlyWhen }) => onlyWhen ?? [])
  // Name servers are always asked: the chart refuses policies that do not know them.
  const isNeverEmpty = name === 'egress' || conditions.length < rules.length
  const field = isNeverEmpty ? items : when(or(...conditions), items)
  return { [name]: field } as unknown as { readonly [K in Name]: Lift<Kind[]> | Omittable<Lift<Kind[]>> }
}

const ingressOf = (name: PodSetName): readonly Rule<Ingress>[] => [
  ...callsOf(name).map((edge) =>
    ruleWhen<Ingress>(
      { from: [podsOf(edge.from)], ports: [tcp(portOf(edge))] },
      allOf(parts[edge.from].exists, whenOpen(parts[name], edge)),
    ),
  ),
  ...outsideCallsOf(name).map((edge) =>
    ruleWhen<Ingress>(
      { from: placesOf(peerOf(edge.from)), ports: [tcp(portOf(edge))] },
      allOf(peerIsKnown(edge.from), whenOpen(parts[name], edge)),
    ),
  ),
]

const egressOf = (name: PodSetName): readonly Rule<Egress>[] => [
  {
    rule: { to: placesOf(nameServers), ports: [{ protocol: 'UDP', port: 53 }, tcp(53)] },
    onlyWhen: nameServersAreKnown,
  },
  ...callsFrom(name).flatMap((edge) => (isInner(edge) ? innerEgress(edge, parts[edge.to]) : outerEgress(edge.to))),
]

/** To the component of the release, or to the partner that stands in for it. */
const innerEgress = (edge: InnerEdge, called: Part): readonly Rule<Egress>[] => {
  const partner = replacementOf(edge.to)
  return [
    ruleWhen<Egress>(
      { to: [podsOf(edge.to)], ports: [tcp(portOf(edge))] },
      allOf(called.exists, whenOpen(called, edge)),
    ),
    ...(partner === undefined || edge.isOnlyInside ? [] : outerEgress(partner, called.isOutside)),
  ]
}

const outerEgress = (partner: OutsidePeerName, isUsed?: Expr<boolean>): readonly Rule<Egress>[] => [
  ruleWhen<Egress>(
    { to: placesOf(peerOf(partner)), ports: [tcp(peerPortOf(partner))] },
    allOf(isUsed, peerIsKnown(partner)),
  ),
]

const whenOpen = ({ opens }: Part, { port }: InnerEdge): Expr<boolean> | undefined => opens?.[port]

const tcp = (port: number | Expr<number>): Lift<Port> => ({ protocol: 'TCP', port })

const podsOf = (podSet: PodSetName) => ({ podSelector: { matchLabels: selectorLabels(podSet) } })

/** Labels of namespace and pods in one item, because both must fit; each network in an item of its own. */
const placesOf = (peer: Ref<PeerValues>): Peers => {
  return [
    when(hasLabels(peer), {
      namespaceSelector: present(peer.namespaceLabels, (matchLabels) => ({ matchLabels })),
      podSelector: present(peer.podLabels, (matchLabels) => ({ matchLabels })),
    }),
    entries(peer.cidrs, (_name, cidr) => ({ ipBlock: { cidr } })),
  ] as unknown as Peers
}

/** The policies of all sets of pods, each by its file. */
export const networkPolicyTemplates: Readonly<Record<string, Resource>> = Object.fromEntries(
  namedParts.map(([name]) => [`${name}/network-policy`, networkPolicyOf(name)]),
)
