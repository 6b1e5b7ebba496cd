import { describe, expect, it } from 'vitest'
import { compilePlatform } from '../../src/cli/project.js'
import { InvalidValuesError, type PlainMap, renderChart } from '../../src/helm/index.js'
import { renderWithHelm, testedHelmVersions } from '../support/render-with-helm.js'

const chart = compilePlatform()

/** One bad value per kind of constraint, with the key that both messages must name. */
const violations: readonly (readonly [constraint: string, overrides: PlainMap, key: string])[] = [
  ['a number below the minimum', { api: { replicas: 0 } }, 'api.replicas'],
  ['a number above the maximum', { ui: { autoscaling: { targetCpuPercent: 101 } } }, 'ui.autoscaling.targetCpuPercent'],
  ['a fraction for an integer', { api: { replicas: 1.5 } }, 'api.replicas'],
  ['a text for a number', { database: { external: { port: '5432' } } }, 'database.external.port'],
  ['a number for a text', { api: { resources: { limits: { cpu: 2 } } } }, 'api.resources.limits.cpu'],
  ['a text for a boolean', { quota: { mode: true } }, 'quota.mode'],
  ['a list for a map', { api: { env: [{ name: 'A', value: 'x' }] } }, 'api.env'],
  ['a map for a list', { global: { image: { pullSecrets: { a: true } } } }, 'global.image.pullSecrets'],
  ['a choice that does not exist', { edge: { mode: 'nodeport' } }, 'edge.mode'],
  ['a text that does not match its pattern', { api: { image: { digest: 'sha256:abc' } } }, 'api.image.digest'],
  ['a value of a map that is no text', { api: { env: { A: 1 } } }, 'api.env.A'],
  ['a key of a map that does not match', { api: { env: { 'A B': 'x' } } }, 'api.env'],
  [
    'an item of a list that does not match',
    { global: { image: { pullSecrets: ['A B'] } } },
    'global.image.pullSecrets.0',
  ],
  ['an unknown key', { api: { autoscaling: { minReplica: 2 } } }, 'api.autoscaling'],
  ['an unknown key at the root', { apis: {} }, 'apis'],
  ['a password that is too short', { database: { passwords: { app: 'short' } } }, 'database.passwords.app'],
  ['a user that does not exist', { database: { passwords: { root: 'long-enough-for-one' } } }, 'database.passwords'],
  ['a schedule that is no cron line', { migrate: { partitionSchedule: 'daily' } }, 'migrate.partitionSchedule'],
  [
    'a setting of PostgreSQL that is no name',
    { database: { server: { parameters: { 'a b': '1' } } } },
    'database.server.parameters',
  ],
  ['a required key that null deletes', { api: { image: { repository: null } } }, 'api.image'],
]

describe.each(violations)('%s', (_constraint, overrides, key) => {
  it('is refused by the evaluator with a message that names the key', () => {
    expect(() => renderChart(chart, { overrides })).toThrow(InvalidValuesError)
    expect(() => renderChart(chart, { overrides })).toThrow(key)
  })

  it.each(testedHelmVersions)('is refused by Helm %s with a message that names the key', async (version) => {
    const { error } = await renderWithHelm({ version, overrides })
    expect(error).toContain("values don't meet the specifications of the schema")
    const pointer = `'/${key.replaceAll('.', '/')}'`
    expect(error.includes(pointer) || error.includes(`'${key}'`)).toBe(true)
  })
})

/** Values of the right types that no cluster should get, with the key of the rule that refuses them. */
const broken: readonly (readonly [mistake: string, overrides: PlainMap, key: string, why: string])[] = [
  [
    'fewer pods at most than at least',
    { api: { autoscaling: { minReplicas: 11 } } },
    'api.autoscaling.minReplicas',
    'is 11, more than maxReplicas, which is 10.',
  ],
  [
    'a request above its limit',
    { ui: { resources: { requests: { memory: '2.5Gi' } } } },
    'ui.resources.requests.memory',
    'is 2.5Gi, more than ui.resources.limits.memory.',
  ],
  [
    'a disruption budget that lets everything go',
    { ui: { disruption: { maxUnavailable: 2 } } },
    'ui.disruption.maxUnavailable',
    'a node drain could take all 2 pods at once.',
  ],
  [
    'production without a Secret',
    { profile: 'production' },
    'ui.session.existingSecret',
    'kubectl -n default create secret generic slipway-session --from-literal=cookie-secret=$(openssl rand -hex 32)',
  ],
  [
    'production with a secret in the values',
    { profile: 'production', api: { auth: { keys: { a: 'b' } } } },
    'api.auth.keys',
    'which production refuses',
  ],
  ['production without digests', { profile: 'production' }, 'api.image.digest', 'a tag of slipway/api can move'],
  ['a published edge without a host', { edge: { mode: 'ingress' } }, 'edge.uiHost', 'nothing to publish'],
  [
    'a route without a gateway',
    { edge: { mode: 'httpRoute', uiHost: 'a.example.com' } },
    'edge.gateway.name',
    'attaches to a Gateway',
  ],
  [
    'an edge that the network policies shut out',
    { edge: { mode: 'ingress', uiHost: 'a.example.com' } },
    'networkPolicies.peers.gateway',
    'refuse every request',
  ],
  [
    'an explicit quota that is too small, with the arithmetic',
    { quota: { mode: 'explicit' }, api: { autoscaling: { minReplicas: 4 } } },
    'quota.explicit.requests.memory',
    'is 8Gi, but 4 api pods, 2 ui pods and the stores of the release need 16384Mi at their smallest scale.',
  ],
  [
    'no name servers',
    {
      networkPolicies: {
        dns: {
          namespaceLabels: { 'kubernetes.io/metadata.name': null },
          podLabels: { 'k8s-app': null },
          cidrs: { nodeLocal: null },
        },
      },
    },
    'networkPolicies.dns',
    'would cut every pod off from name resolution',
  ],
  [
    'an explicit quota with too little room for the volumes',
    { quota: { mode: 'explicit' } },
    'quota.explicit.storage',
    'is 20Gi, but the volumes of the release need 40960Mi.',
  ],
  [
    'a database outside without an address',
    { database: { mode: 'external' } },
    'database.external.host',
    'is empty, but database.mode is external.',
  ],
  [
    'a database outside that the network policies cut off',
    { database: { mode: 'external', external: { host: 'pg.example.com' } } },
    'networkPolicies.peers.database',
    'would cut off pg.example.com, which is database.external.host.',
  ],
  [
    'a user of the database without a password',
    { database: { passwords: { app: 'long-enough-for-one' } } },
    'database.passwords.migrator',
    'is missing, but others have a password here',
  ],
  [
    'MLflow without a database',
    { database: { mode: 'none' } },
    'database.mode',
    'is none, but MLflow keeps its models in the database.',
  ],
  [
    'models in a bucket without its address',
    { mlflow: { artifacts: { store: 's3' } } },
    'mlflow.artifacts.s3.uri',
    'is empty, but mlflow.artifacts.store is s3.',
  ],
  [
    'production with the passwords of the database in the values',
    { profile: 'production', database: { passwords: { app: 'long-enough-for-one' } } },
    'database.passwords',
    'which production refuses',
  ],
  [
    'an API that asks for keys, and an interface that has none',
    { api: { auth: { existingSecret: 'keys' } } },
    'ui.apiAccess.existingSecret',
    'the user interface has none',
  ],
  [
    'tokens for anybody',
    { api: { auth: { oidc: { issuer: 'https://id.example.com' } } } },
    'api.auth.oidc.audience',
    'a token of https://id.example.com for anything else would be accepted',
  ],
]

describe.each(broken)('%s', (_mistake, overrides, key, why) => {
  it('is refused by the evaluator', () => {
    const { problems } = renderChart(chart, { overrides })
    expect(problems.map((problem) => problem.key)).toContain(key)
  })

  it.each(testedHelmVersions)('is refused by Helm %s with key, reason and example', async (version) => {
    const { error } = await renderWithHelm({ version, overrides })
    expect(error).toContain('slipway cannot be installed with these values:')
    expect(error).toContain(`- ${key}: `)
    expect(error).toContain(why)
    expect(error).toContain('For example: ')
  })
})

it('names a release that Services cannot be called after', async () => {
  const { error } = await renderWithHelm({ releaseName: '1shop' })
  expect(error).toContain('Services cannot be called 1shop-slipway')
  expect((await renderWithHelm({ releaseName: '1shop', overrides: { fullnameOverride: 'shop' } })).error).toBe('')
})
