import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import {
  and,
  type Expr,
  eachEntry,
  type Lift,
  loop,
  type Omittable,
  or,
  present,
  type Ref,
  type Resource,
  resourceWhen,
  when,
} from '../../helm/index.js'
import { calledBy, callersOf, components, outsideCalledBy, outsideCallersOf, type PodSetName } from '../topology.js'
import { type PeerValues, values } from '../values/index.js'
import { objectMeta, selectorLabels } from './metadata.js'
import { hasLabels, nameServers, nameServersAreKnown, peerIsKnown, peerOf, peerPortOf } from './peer.js'

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

/**
 * The connections of a set of pods: one rule per edge of the topology, and name resolution. `exists` is for pods that a
 * value can leave out.
 */
export const networkPolicyFor = (podSet: PodSetName, exists?: Expr<boolean>): Resource => {
  const condition = exists === undefined ? networkPolicies.enabled : and(networkPolicies.enabled, exists)
  return resourceWhen<INetworkPolicy>(condition, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: objectMeta(podSet),
    spec: {
      podSelector: { matchLabels: selectorLabels(podSet) },
      policyTypes: ['Ingress', 'Egress'],
      ...ruleField('ingress', ingressOf(podSet)),
      ...ruleField('egress', egressOf(podSet)),
    },
  })
}

/**
 * No list at all when there is no rule. An empty list means the same, but the API server drops it and every sync would
 * see a difference.
 */
const ruleField = <Name extends 'ingress' | 'egress', Kind>(name: Name, rules: readonly Rule<Kind>[]) => {
  if (rules.length === 0) return {}
  const items = rules.map(({ rule, onlyWhen }) => (onlyWhen === undefined ? rule : when<Lift<Kind>>(onlyWhen, rule)))
  const conditions = rules.flatMap(({ onlyWhen }) => onlyWhen ?? [])
  const field = conditions.length < rules.length ? items : when<readonly unknown[]>(or(...conditions), items)
  return { [name]: field } as { readonly [K in Name]: Lift<Kind[]> | Omittable<Lift<Kind[]>> }
}

const ingressOf = (podSet: PodSetName): readonly Rule<Ingress>[] => [
  ...callersOf(podSet).map(({ from, to, port }) => ({
    rule: { from: [podsOf(from)], ports: [tcp(components[to].ports[port])] },
    // The test pod can be left out; the components are always there.
    ...(from === 'smoke-test' && { onlyWhen: values.smokeTest.enabled }),
  })),
  ...outsideCallersOf(podSet).map(({ from, to, port }) => ({
    rule: { from: placesOf(peerOf(from)), ports: [tcp(components[to].ports[port])] },
    onlyWhen: peerIsKnown(from),
  })),
]

const egressOf = (podSet: PodSetName): readonly Rule<Egress>[] => [
  {
    rule: { to: placesOf(nameServers), ports: [{ protocol: 'UDP', port: 53 }, tcp(53)] },
    onlyWhen: nameServersAreKnown,
  },
  ...calledBy(podSet).map(({ to, port }) => ({
    rule: { to: [podsOf(to)], ports: [tcp(components[to].ports[port])] },
  })),
  ...outsideCalledBy(podSet).map(({ to }) => ({
    rule: { to: placesOf(peerOf(to)), ports: [tcp(peerPortOf(to))] },
    onlyWhen: peerIsKnown(to),
  })),
]

const tcp = (port: number | Expr<number>): Lift<Port> => ({ protocol: 'TCP', port })

const podsOf = (podSet: PodSetName) => ({ podSelector: { matchLabels: selectorLabels(podSet) } })

/** Labels of namespace and pods in one item, because both must fit; each network in an item of its own. */
const placesOf = (peer: Ref<PeerValues>): Peers => {
  const network = eachEntry(peer.cidrs, 'cidr')
  return [
    when<Peers[number]>(hasLabels(peer), {
      namespaceSelector: present(peer.namespaceLabels, (matchLabels) => ({ matchLabels })),
      podSelector: present(peer.podLabels, (matchLabels) => ({ matchLabels })),
    }),
    loop<Peers[number]>(network, { ipBlock: { cidr: network.value } }),
  ] as unknown as Peers
}
