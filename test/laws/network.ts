import { components, type Edge, edges, type PeerName, podSets } from '../../src/platform/topology.js'
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

const isAllowed = ({ direction, podSet, partners, port }: Flow, release: Release): boolean =>
  partners.some((partner) => {
    if (partner === 'dns') return direction === 'egress' && ['53/UDP', '53/TCP'].includes(port)
    const [from, to] = direction === 'ingress' ? [partner, podSet] : [podSet, partner]
    return edges.some((edge) => edge.from === from && edge.to === to && portOf(edge, release) === port)
  })

const portOf = (edge: Edge, { values }: Release): string =>
  `${'port' in edge ? components[edge.to].ports[edge.port] : values.networkPolicies.peers[edge.to].port}/TCP`

/** Both ends of every edge allow it, as far as its pods are there and its outside partner is described. */
export const edgesAreFlows: Law = (objects, release) => {
  if (!release.values.networkPolicies.enabled) return []
  const flows = flowsIn(objects, release)
  return edges.flatMap((edge) => {
    if (!isReady(edge.from, objects, release) || !isReady(edge.to, objects, release)) return []
    return ends(edge)
      .filter(({ direction, podSet, partner }) => {
        const port = portOf(edge, release)
        return !flows.some(
          (flow) =>
            flow.direction === direction &&
            flow.podSet === podSet &&
            flow.partners.includes(partner) &&
            flow.port === port,
        )
      })
      .map(({ podSet, direction }) => `${podSet} refuses the ${direction} of ${edge.from} to ${edge.to}.`)
  })
}

const isInside = (name: string) => (podSets as readonly string[]).includes(name)

const ends = ({ from, to }: Edge): readonly { direction: Flow['direction']; podSet: string; partner: Partner }[] => [
  ...(isInside(to) ? [{ direction: 'ingress', podSet: to, partner: from } as const] : []),
  ...(isInside(from) ? [{ direction: 'egress', podSet: from, partner: to } as const] : []),
]

const isReady = (name: string, objects: Parameters<Law>[0], { values }: Release): boolean =>
  isInside(name)
    ? podsIn(objects).some(({ labels }) => labels['app.kubernetes.io/component'] === name)
    : placesOf(values.networkPolicies.peers[name as PeerName]).length > 0

/** Nothing listens that nobody may call. */
export const portsHaveEdges: Law = (objects) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    (container.ports ?? [])
      .filter(
        ({ containerPort }) =>
          !edges.some(
            (edge) =>
              'port' in edge &&
              edge.to === pods.labels['app.kubernetes.io/component'] &&
              components[edge.to].ports[edge.port] === containerPort,
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
                flow.podSet === labels['app.kubernetes.io/component'] &&
                flow.partners.includes('dns') &&
                flow.port === port,
            ),
        )
        .map((port) => `${titleOf(owner)} may not ask name servers on ${port}.`),
    )
