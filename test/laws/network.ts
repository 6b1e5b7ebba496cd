import {
  componentNames,
  type Edge,
  edges,
  isInner,
  type OutsidePeerName,
  type PeerName,
  peers,
  portOfEdge,
} from '../../src/platform/topology.js'
import { type Flow, flowsIn, type Partner, placesOf, rulesOf } from './flows.js'
import { containersIn, ofKind, podsIn, selects, titleOf } from './kubernetes.js'
import type { Law, Release } from './law.js'

/** A policy without rules covers every pod in both directions. */
export const allIsDeniedAtFirst: Law = (objects, { values }) => {
  if (!values.networkPolicies.enabled) return []
  const denials = ofKind(objects, 'NetworkPolicy').filter(
    ({ spec }) =>
      rulesOf(spec).length === 0 && spec?.policyTypes?.includes('Ingress') && spec.policyTypes.includes('Egress'),
  )
  return podsIn(objects)
    .filter(({ labels }) => !denials.some(({ spec }) => selects(spec?.podSelector, labels)))
    .map(({ owner }) => `${titleOf(owner)} is open to everybody.`)
}

/** An absent or empty list of peers or ports means all of them. */
export const rulesNamePeersAndPorts: Law = (objects) =>
  ofKind(objects, 'NetworkPolicy').flatMap((policy) =>
    rulesOf(policy.spec)
      .filter(
        ({ peers, ports }) =>
          peers.length === 0 ||
          ports.length === 0 ||
          peers.some((peer) => Object.keys(peer).length === 0) ||
          ports.some(({ port }) => port === undefined),
      )
      .map(({ direction }) => `${titleOf(policy)} has an ${direction} rule for everybody or for all ports.`),
  )

/** A policy that lists a direction it has rules for; otherwise Kubernetes ignores them. */
export const policiesNameTheirDirections: Law = (objects) =>
  ofKind(objects, 'NetworkPolicy')
    .filter(({ spec }) => !(spec?.policyTypes?.includes('Ingress') && spec.policyTypes.includes('Egress')))
    .map((policy) => `${titleOf(policy)} leaves a direction open.`)

export const flowsAreEdges: Law = (objects, release) =>
  flowsIn(objects, release)
    .filter((flow) => !isAllowed(flow, release))
    .map(
      ({ title, direction, partners, port }) =>
        `${title} allows ${direction} ${port} with ${partners.join(' or ') || 'a stranger'}, which is not in the topology.`,
    )

const isAllowed = ({ direction, component, partners, port }: Flow, release: Release): boolean =>
  partners.some((partner) => {
    if (partner === 'dns') return direction === 'egress' && ['53/UDP', '53/TCP'].includes(port)
    const [from, to] = direction === 'ingress' ? [partner, component] : [component, partner]
    return edges.some((edge) => edge.from === from && edge.to === to && portAt(edge, release) === port)
  })

/** The port that an edge leads to: that of the component, or of the partner that stands in for it. */
const portAt = (edge: Edge, { values }: Release): string =>
  `${isInner(edge) && !isReplaced(edge.to, values) ? portOfEdge(edge) : values.networkPolicies.peers[edge.to as OutsidePeerName].port}/TCP`

const isReplaced = (name: string, values: Release['values']): boolean =>
  name in peers && (values as unknown as Readonly<Record<string, { mode?: string }>>)[name]?.mode === 'external'

/** Both ends of every edge allow it, as far as its pods are there, listen, and its outside partner is described. */
export const edgesAreFlows: Law = (objects, release) => {
  if (!release.values.networkPolicies.enabled) return []
  const flows = flowsIn(objects, release)
  return edges.flatMap((edge) => {
    if (!isReady(edge.from, objects, release) || !isReady(edge.to, objects, release)) return []
    const port = portAt(edge, release)
    if (arePods(edge.to, objects) && !listensOn(edge, objects)) return []
    return ends(edge, objects)
      .filter(
        ({ direction, component, partner }) =>
          !flows.some(
            (flow) =>
              flow.direction === direction &&
              flow.component === component &&
              flow.partners.includes(partner) &&
              flow.port === port,
          ),
      )
      .map(({ component, direction }) => `${component} refuses the ${direction} of ${edge.from} to ${edge.to}.`)
  })
}

const arePods = (name: string, objects: Parameters<Law>[0]): boolean =>
  (componentNames as readonly string[]).includes(name) &&
  podsIn(objects).some(({ labels }) => labels['app.kubernetes.io/component'] === name)

const listensOn = (edge: Edge, objects: Parameters<Law>[0]): boolean =>
  isInner(edge) &&
  containersIn(objects).some(
    ({ pods, container }) =>
      pods.labels['app.kubernetes.io/component'] === edge.to &&
      (container.ports ?? []).some(({ containerPort }) => containerPort === portOfEdge(edge)),
  )

const ends = (
  { from, to }: Edge,
  objects: Parameters<Law>[0],
): readonly { direction: Flow['direction']; component: string; partner: Partner }[] => [
  ...(arePods(to, objects) ? [{ direction: 'ingress', component: to, partner: from } as const] : []),
  ...(arePods(from, objects) ? [{ direction: 'egress', component: from, partner: to } as const] : []),
]

const isReady = (name: string, objects: Parameters<Law>[0], { values }: Release): boolean => {
  if (arePods(name, objects)) return true
  const isPartner =
    name in peers && ((componentNames as readonly string[]).includes(name) ? isReplaced(name, values) : true)
  return isPartner && placesOf(values.networkPolicies.peers[name as PeerName]).length > 0
}

/** Nothing listens that nobody may call. */
export const portsHaveEdges: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    (container.ports ?? [])
      .filter(
        ({ containerPort }) =>
          !edges.some(
            (edge) =>
              isInner(edge) &&
              edge.to === pods.labels['app.kubernetes.io/component'] &&
              portOfEdge(edge) === containerPort,
          ),
      )
      .map(({ containerPort }) => `${title} listens on ${containerPort}, which nobody calls.`),
  )

/** Every pod may ask for the addresses of its partners. */
export const podsMayResolveNames: Law = (objects, release) =>
  podsIn(objects)
    .filter(() => release.values.networkPolicies.enabled)
    .flatMap(({ owner, labels }) =>
      ['53/UDP', '53/TCP']
        .filter(
          (port) =>
            !flowsIn(objects, release).some(
              (flow) =>
                flow.direction === 'egress' &&
                flow.component === labels['app.kubernetes.io/component'] &&
                flow.partners.includes('dns') &&
                flow.port === port,
            ),
        )
        .map((port) => `${titleOf(owner)} may not ask name servers on ${port}.`),
    )
