import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import { readValuesFile } from '../../src/cli/values-input.js'
import type { PlainMap } from '../../src/helm/index.js'
import { combinations } from '../support/combinations.js'

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
  'secrets in values under names of their own': {
    api: { auth: { keys: { 'first-client': 'secret-1', other: 'secret-2' } } },
    ui: { session: { secretKey: 'c.txt', cookieSecret: 'x'.repeat(32) } },
  },
  'no test pod': { smokeTest: { enabled: false, resources: { limits: { cpu: '9' } } } },
  'volumes named like those of the chart': {
    api: { volumes: { tmp: { emptyDir: { sizeLimit: '1Gi' } }, 'api-keys': { emptyDir: { sizeLimit: '1Gi' } } } },
  },
  'several pods may leave': {
    api: { disruption: { maxUnavailable: 2 }, shutdown: { preStopSeconds: 30, drainSeconds: 600, marginSeconds: 20 } },
  },
}
