import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import { readValuesFile } from '../../src/cli/values-input.js'
import type { PlainMap } from '../../src/helm/index.js'
import { combinations } from '../support/combinations.js'
import { cachePasswords, databasePasswords, mlflowPasswords } from './passwords.js'

export const valuesFolder = join(projectFolder, 'values')
export const valuesFiles: readonly string[] = readdirSync(valuesFolder)

/** What the chart is rendered with before it is judged: the defaults, each environment, and what those leave off. */
export const inputs: Readonly<Record<string, PlainMap>> = {
  defaults: {},
  ...Object.fromEntries(valuesFiles.map((file) => [file, readValuesFile(join(valuesFolder, file))])),
  ...combinations,
  'edge through routes, for the API only': {
    edge: { mode: 'httpRoute', apiHost: 'api.example.com', gateway: { name: 'public' } },
    networkPolicies: { peers: { gateway: { cidrs: { balancer: '192.0.2.0/24' } } } },
  },
  'more containers at once than the quota of a small platform': {
    api: { autoscaling: { maxReplicas: 100 }, rollout: { maxSurge: 25 }, resources: { requests: { cpu: '0.333' } } },
    ui: { autoscaling: { enabled: false }, replicas: 40, resources: { requests: { memory: '1.5G' } } },
  },
  'a fixed scale with a wide surge, and a quota without headroom': {
    api: { autoscaling: { enabled: false }, replicas: 2, rollout: { maxSurge: 3 } },
    ui: { autoscaling: { maxReplicas: 2 } },
    database: { mode: 'none' },
    cache: { mode: 'embedded', exporter: { enabled: true } },
    mlflow: { mode: 'none' },
    quota: {
      headroom: { requests: { cpu: '0', memory: '0' }, limits: { cpu: '0', memory: '0' }, pods: 0, storage: '0' },
    },
  },
  'secrets in values under names of their own': {
    database: { passwords: databasePasswords },
    cache: { passwords: cachePasswords },
    mlflow: { passwords: mlflowPasswords },
    api: { auth: { keys: { 'first-client': 'secret-1', other: 'secret-2' } } },
    ui: {
      session: { secretKey: 'c.txt', cookieSecret: 'x'.repeat(32) },
      apiAccess: { secretKey: 'k.txt', key: 'secret-1' },
    },
  },
  'stores outside the release, with passwords in values': {
    database: { mode: 'external', external: { host: '192.0.2.10', sslMode: 'disable' }, passwords: databasePasswords },
    cache: { mode: 'external', external: { host: '192.0.2.20' }, passwords: cachePasswords },
    mlflow: { mode: 'external', external: { trackingUri: 'http://192.0.2.30:5000' } },
    networkPolicies: {
      peers: {
        database: { cidrs: { lan: '192.0.2.0/24' } },
        cache: { cidrs: { lan: '192.0.2.0/24' } },
        mlflow: { cidrs: { lan: '192.0.2.0/24' } },
      },
    },
  },
  'an explicit quota with room for all stores': {
    quota: {
      mode: 'explicit',
      explicit: { requests: { cpu: '7', memory: '15Gi' }, limits: { cpu: '14', memory: '28Gi' }, storage: '40Gi' },
    },
  },
  'no test pod': { smokeTest: { enabled: false, resources: { limits: { cpu: '9' } } } },
  'volumes named like those of the chart': {
    api: { volumes: { tmp: { emptyDir: { sizeLimit: '1Gi' } }, 'api-keys': { emptyDir: { sizeLimit: '1Gi' } } } },
  },
  'what few choose: node ports, pods apart by force, and other rules for what leaves the cache': {
    global: { image: { pullPolicy: 'Never' } },
    api: { service: { type: 'NodePort' }, logLevel: 'warning' },
    ui: { service: { type: 'NodePort', sessionAffinity: 'None' }, scheduling: { antiAffinity: 'required' } },
    cache: { evictionPolicy: 'allkeys-lfu' },
    database: {
      mode: 'external',
      existingSecret: 'pg',
      external: { host: 'pg.example.com', sslMode: 'verify-ca', caSecret: 'pg-ca' },
    },
    networkPolicies: { peers: { database: { cidrs: { primary: '192.0.2.10/32' } } } },
  },
  'what few choose: a load balancer for the interface, and hardly a log': {
    api: { logLevel: 'error' },
    ui: { service: { type: 'LoadBalancer' }, scheduling: { antiAffinity: 'none' } },
    cache: { evictionPolicy: 'allkeys-random' },
    database: {
      mode: 'external',
      existingSecret: 'pg',
      external: { host: 'pg.example.com', sslMode: 'prefer' },
    },
    networkPolicies: { peers: { database: { cidrs: { primary: '192.0.2.10/32' } } } },
  },
  'a cache that evicts what ends soon': { cache: { evictionPolicy: 'volatile-lru' } },
  'several pods may leave': {
    api: { disruption: { maxUnavailable: 2 }, shutdown: { preStopSeconds: 30, drainSeconds: 600, marginSeconds: 20 } },
  },
}
