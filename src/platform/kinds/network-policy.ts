import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import {
  and,
  type Expr,
  eachEntry,
  loop,
  named,
  nonEmpty,
  or,
  present,
  type Ref,
  type Resource,
  resourceWhen,
  when,
} from '../../helm/index.js'
import {
  calledBy,
  callersOf,
  components,
  type OutsidePeerName,
  outsideCalledBy,
  outsideCallersOf,
  type PeerName,
  type PodSetName,
} from '../topology.js'
import { type PeerValues, values } from '../values/index.js'
import { objectMeta, selectorLabels } from './metadata.js'

const { networkPolicies } = values
const dns = named('dns', networkPolicies.dns)
const callerOf = (name: PeerName): Ref<PeerValues> => named(name, networkPolicies.peers[name])
const targetOf = (name: OutsidePeerName) => named(name, networkPolicies.peers[name])

/**
 * The connections of a set of pods: one rule per edge of the topology, and name resolution. `exists` is for pods that a
 * value can leave out.
 */
export const networkPolicyFor = (podSet: PodSetName, exists?: Expr<boolean>): Resource => {
  const ingress = ingressOf(podSet)
  const condition = exists === undefined ? networkPolicies.enabled : and(networkPolicies.enabled, exists)
  return resourceWhen<INetworkPolicy>(condition, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: objectMeta(podSet),
    spec: {
      podSelector: { matchLabels: selectorLabels(podSet) },
      policyTypes: ['Ingress', 'Egress'],
      // An empty list means the same as none, but the API server drops it and every sync would see a difference.
      ...(ingress.length > 0 && { ingress }),
      egress: egressOf(podSet),
    },
  })
}

// biome-ignore lint/suspicious/noExplicitAny: rules are checked where they are used.
type Rules = any

const ingressOf = (podSet: PodSetName): Rules[] => [
  ...callersOf(podSet).map(({ from, to, port }) =>
    whenThere(from, { from: [podsOf(from)], ports: [tcp(components[to].ports[port])] }),
  ),
  ...outsideCallersOf(podSet).map(({ from, to, port }) =>
    ruleWith(callerOf(from), (someone) => ({ from: someone, ports: [tcp(components[to].ports[port])] })),
  ),
]

const egressOf = (podSet: PodSetName): Rules[] => [
  { to: [...selectedPods(dns), ...networks(dns)], ports: [{ protocol: 'UDP', port: 53 }, tcp(53)] },
  ...calledBy(podSet).map(({ to, port }) => ({ to: [podsOf(to)], ports: [tcp(components[to].ports[port])] })),
  ...outsideCalledBy(podSet).map(({ to }) =>
    ruleWith(targetOf(to), (someone) => ({ to: someone, ports: [tcp(targetOf(to).port)] })),
  ),
]

/** The test pod can be left out; the components are always there. */
const whenThere = (podSet: PodSetName, rule: Rules): Rules =>
  podSet === 'smoke-test' ? when<unknown>(values.smokeTest.enabled, rule) : rule

const tcp = (port: number | Expr<number>) => ({ protocol: 'TCP', port })

const podsOf = (podSet: PodSetName) => ({ podSelector: { matchLabels: selectorLabels(podSet) } })

/** An empty list of peers means everybody, so a rule for a partner that is not described must not exist at all. */
const ruleWith = (peer: Ref<PeerValues>, rule: (someone: Rules) => Rules): Rules =>
  when(or(hasPodLabels(peer), nonEmpty(peer.cidrs)), rule([...selectedPods(peer), ...networks(peer)]))

const hasPodLabels = ({ namespaceLabels, podLabels }: Ref<PeerValues>) =>
  or(nonEmpty(namespaceLabels), nonEmpty(podLabels))

/** Namespace and pod labels in one item: both must fit. */
const selectedPods = (peer: Ref<PeerValues>): Rules[] => [
  when<unknown>(hasPodLabels(peer), {
    namespaceSelector: present(peer.namespaceLabels, (matchLabels) => ({ matchLabels })),
    podSelector: present(peer.podLabels, (matchLabels) => ({ matchLabels })),
  }),
]

const networks = (peer: Ref<PeerValues>): Rules[] => {
  const network = eachEntry(peer.cidrs, 'cidr')
  return [loop<unknown>(network, { ipBlock: { cidr: network.value } })]
}
