import {
  type Assertion,
  and,
  assert,
  type Expr,
  eq,
  ge,
  gt,
  iff,
  isEmpty,
  lt,
  matches,
  named,
  ne,
  nonEmpty,
  not,
  release,
  sum,
  text,
} from '../helm/index.js'
import { fullname } from './kinds/names.js'
import { nameServersAreKnown, peerIsKnown } from './kinds/peer.js'
import { fewestPods, hasSeveralPods, workloadOf } from './kinds/workload.js'
import { asCpu, asMemory, bytes, cpuMillis, smallestNeed } from './policies/capacity.js'
import { type ComponentName, components } from './topology.js'
import { values } from './values/index.js'

const { api, edge, limitRange, networkPolicies, profile, quota, smokeTest, ui } = values

const componentNames = Object.keys(components) as ComponentName[]
const isProduction = eq(profile, 'production')

const names = [
  assert({
    key: 'fullnameOverride',
    refuseWhen: not(matches(fullname(), '^[a-z]')),
    problem: text`is needed: Services cannot be called ${fullname()}, their names start with a letter.`,
    example: 'fullnameOverride: shop',
  }),
]

const scaling = componentNames.flatMap((name): Assertion[] => {
  const { autoscaling, disruption } = workloadOf(name)
  return [
    assert({
      key: `${name}.autoscaling.minReplicas`,
      refuseWhen: gt(autoscaling.minReplicas, autoscaling.maxReplicas),
      problem: text`is ${autoscaling.minReplicas}, more than maxReplicas, which is ${autoscaling.maxReplicas}.`,
      example: 'minReplicas: 3, maxReplicas: 10',
    }),
    assert({
      key: `${name}.disruption.maxUnavailable`,
      refuseWhen: and(hasSeveralPods(name), ge(disruption.maxUnavailable, fewestPods(name))),
      problem: text`is ${disruption.maxUnavailable}: a node drain could take all ${fewestPods(name)} pods at once.`,
      example: 'maxUnavailable: 1',
    }),
  ]
})

/** What asks for resources, and when it is there. */
const consumers = [
  ...componentNames.map((name) => ({ name, key: `${name}.resources`, isThere: [], of: workloadOf(name).resources })),
  { name: 'smokeTest', key: 'smokeTest.resources', isThere: [smokeTest.enabled], of: smokeTest.resources },
  { name: 'stray', key: 'limitRange.defaults', isThere: [limitRange.enabled], of: limitRange.defaults },
] as const

/** Amounts of a resource, comparable as numbers, with a name for the printed variable. */
const measures = [
  { amount: 'cpu', measure: cpuMillis, label: 'Cpu' },
  { amount: 'memory', measure: bytes, label: 'Memory' },
  { amount: 'ephemeral-storage', measure: bytes, label: 'Storage' },
] as const

const resources = consumers.flatMap(({ name, key, isThere, of: { requests, limits } }) =>
  measures.flatMap(({ amount, measure, label }): Assertion[] => {
    const request = named(`${name}${label}Request`, measure({ quantity: requests[amount] }))
    const limit = named(`${name}${label}Limit`, measure({ quantity: limits[amount] }))
    const maximum = named(`max${label}`, measure({ quantity: limitRange.max[amount] }))
    return [
      assert({
        key: `${key}.requests.${amount}`,
        refuseWhen: and(...isThere, gt(request, limit)),
        problem: text`is ${requests[amount]}, more than ${key}.limits.${amount}.`,
        example: text`${amount}: ${limits[amount]}`,
      }),
      assert({
        key: `${key}.limits.${amount}`,
        refuseWhen: and(...isThere, limitRange.enabled, gt(limit, maximum)),
        problem: text`is ${limits[amount]}, more than limitRange.max.${amount}.`,
        example: text`limitRange.max.${amount}: ${limits[amount]}`,
      }),
    ]
  }),
)

/** A command that makes a Secret with one random key. */
const createSecret = (name: string, key: string | Expr<string>): Expr<string> => {
  const literal = text`--from-literal=${key}=$(openssl rand -hex 32)`
  return text`kubectl -n ${release.namespace} create secret generic ${name} ${literal}`
}

const secrets = [
  assert({
    key: 'api.auth.existingSecret',
    refuseWhen: and(isProduction, isEmpty(api.auth.existingSecret)),
    problem: 'is empty, but production needs a Secret with API keys.',
    example: createSecret('slipway-api-keys', 'first-client'),
  }),
  assert({
    key: 'ui.session.existingSecret',
    refuseWhen: and(isProduction, isEmpty(ui.session.existingSecret)),
    problem: 'is empty, but production needs a Secret with the cookie secret that all pods share.',
    example: createSecret('slipway-session', ui.session.secretKey),
  }),
  assert({
    key: 'api.auth.keys',
    refuseWhen: and(isProduction, nonEmpty(api.auth.keys)),
    problem: 'holds secrets, which production refuses: values end up in Git and in the release.',
    example: 'api.auth.existingSecret: slipway-api-keys',
  }),
  assert({
    key: 'ui.session.cookieSecret',
    refuseWhen: and(isProduction, nonEmpty(ui.session.cookieSecret)),
    problem: 'holds a secret, which production refuses: values end up in Git and in the release.',
    example: 'ui.session.existingSecret: slipway-session',
  }),
  assert({
    key: 'api.database.existingSecret',
    refuseWhen: and(nonEmpty(api.database.host), isEmpty(api.database.existingSecret)),
    problem: text`is empty, but user ${api.database.user} of ${api.database.host} needs a password.`,
    example: createSecret('slipway-database', api.database.passwordKey),
  }),
]

const images = [
  { key: 'api.image.digest', image: api.image, isThere: [] },
  { key: 'ui.image.digest', image: ui.image, isThere: [] },
  { key: 'smokeTest.image.digest', image: smokeTest.image, isThere: [smokeTest.enabled] },
].map(({ key, image, isThere }) =>
  assert({
    key,
    refuseWhen: and(isProduction, ...isThere, isEmpty(image.digest)),
    problem: text`is empty, but production runs only what was tested: a tag of ${image.repository} can move.`,
    example: text`docker buildx imagetools inspect ${image.registry}/${image.repository}:${image.tag}`,
  }),
)

const networkRules = [
  assert({
    key: 'networkPolicies.dns',
    refuseWhen: and(networkPolicies.enabled, not(nameServersAreKnown)),
    problem: 'is empty, so the network policies would cut every pod off from name resolution.',
    example: 'podLabels: {k8s-app: kube-dns}',
  }),
]

/** What switches the use of a partner on, and the partner's place in the network policies. */
const partners = [
  { used: api.database.host, peer: 'database', key: 'api.database.host' },
  { used: api.cache.host, peer: 'cache', key: 'api.cache.host' },
  { used: api.model.trackingUri, peer: 'modelRegistry', key: 'api.model.trackingUri' },
  { used: api.tracing.endpoint, peer: 'collector', key: 'api.tracing.endpoint' },
  { used: ui.tracing.endpoint, peer: 'collector', key: 'ui.tracing.endpoint' },
] as const

const partnerRules = partners.map(({ used, peer, key }) =>
  assert({
    key: `networkPolicies.peers.${peer}`,
    refuseWhen: and(networkPolicies.enabled, nonEmpty(used), not(peerIsKnown(peer))),
    problem: text`is empty, so the network policies would cut off ${used}, which is ${key}.`,
    example: 'cidrs: {primary: 192.0.2.10/32}',
  }),
)

const edgeRules = [
  assert({
    key: 'edge.uiHost',
    refuseWhen: and(ne(edge.mode, 'none'), isEmpty(edge.uiHost), isEmpty(edge.apiHost)),
    problem: text`and edge.apiHost are empty, so there is nothing to publish with edge.mode ${edge.mode}.`,
    example: 'uiHost: predict.example.com',
  }),
  assert({
    key: 'edge.gateway.name',
    refuseWhen: and(eq(edge.mode, 'httpRoute'), isEmpty(edge.gateway.name)),
    problem: 'is empty, but edge.mode httpRoute attaches to a Gateway.',
    example: 'name: public, namespace: gateway-system',
  }),
  assert({
    key: 'networkPolicies.peers.gateway',
    refuseWhen: and(ne(edge.mode, 'none'), networkPolicies.enabled, not(peerIsKnown('gateway'))),
    problem: 'is empty, so the network policies would refuse every request that the edge lets in.',
    example: 'namespaceLabels: {kubernetes.io/metadata.name: gateway-system}',
  }),
]

const loadBalancers = named(
  'loadBalancers',
  sum(...componentNames.map((name) => iff(eq(workloadOf(name).service.type, 'LoadBalancer'), 1, 0))),
)

const loadBalancerRules = [
  assert({
    key: 'quota.loadBalancers',
    refuseWhen: and(ne(quota.mode, 'none'), gt(loadBalancers, quota.loadBalancers)),
    problem: text`is ${quota.loadBalancers}, but the Services of type LoadBalancer need ${loadBalancers}.`,
    example: text`loadBalancers: ${loadBalancers}`,
  }),
]

const quotaRules = (['requests', 'limits'] as const).flatMap((kind): Assertion[] => {
  const need = smallestNeed(kind)
  const allowed = quota.explicit[kind]
  const allowedCpu = named(`${kind}CpuQuota`, cpuMillis({ quantity: allowed.cpu }))
  const allowedMemory = named(`${kind}MemoryQuota`, bytes({ quantity: allowed.memory }))
  const isExplicit = eq(quota.mode, 'explicit')
  const scale = named('scale', text`${fewestPods('api')} api pods and ${fewestPods('ui')} ui pods`)
  return [
    assert({
      key: `quota.explicit.${kind}.cpu`,
      refuseWhen: and(isExplicit, lt(allowedCpu, need.cpu)),
      problem: text`is ${allowed.cpu}, but ${scale} need ${asCpu(need.cpu)} at their smallest scale.`,
      example: text`cpu: ${asCpu(need.cpu)}`,
    }),
    assert({
      key: `quota.explicit.${kind}.memory`,
      refuseWhen: and(isExplicit, lt(allowedMemory, need.memory)),
      problem: text`is ${allowed.memory}, but ${scale} need ${asMemory(need.memory)} at their smallest scale.`,
      example: text`memory: ${asMemory(need.memory)}`,
    }),
  ]
})

/** What good values fulfil beyond their types. */
export const assertions: readonly Assertion[] = [
  ...names,
  ...scaling,
  ...resources,
  ...secrets,
  ...images,
  ...networkRules,
  ...partnerRules,
  ...edgeRules,
  ...loadBalancerRules,
  ...quotaRules,
]
