import type { IDeployment } from 'kubernetes-models/apps/v1'
import {
  type ChartDefinition,
  chartInfo,
  defineChart,
  env,
  helper,
  type JsonSchema,
  lines,
  not,
  present,
  type Ref,
  type Resource,
  release,
  resource,
  text,
  valuesOf,
  when,
} from '../../../src/helm/index.js'

/** The values of one workload: each resource of the chart has its own, as in a real chart. */
interface WorkloadValues {
  readonly image: string
  readonly replicas: number
  readonly autoscaled: boolean
  readonly port: number
  readonly drainSeconds: number
  readonly cpu: string
  readonly memory: string
  readonly env: Readonly<Record<string, string>>
  readonly nodeSelector: Readonly<Record<string, string>>
}

interface GrowthValues {
  readonly workloads: Readonly<Record<`w${number}`, WorkloadValues>>
}

const defaults: WorkloadValues = {
  image: 'registry.example.com/app:1.0.0',
  replicas: 2,
  autoscaled: false,
  port: 8080,
  drainSeconds: 30,
  cpu: '500m',
  memory: '512Mi',
  env: { LOG_LEVEL: 'info' },
  nodeSelector: {},
}

const textSchema: JsonSchema = { type: 'string', description: 'Some text.' }
const integerSchema: JsonSchema = { type: 'integer', minimum: 0, maximum: 100_000, description: 'A number.' }
const mapSchema: JsonSchema = { type: 'object', additionalProperties: textSchema, description: 'Text by name.' }

const workloadSchema: JsonSchema = {
  type: 'object',
  description: 'A workload.',
  properties: {
    image: textSchema,
    replicas: integerSchema,
    autoscaled: { type: 'boolean', description: 'A switch.' },
    port: integerSchema,
    drainSeconds: integerSchema,
    cpu: textSchema,
    memory: textSchema,
    env: mapSchema,
    nodeSelector: mapSchema,
  },
  required: Object.keys(defaults),
  additionalProperties: false,
}

const names = (resources: number): readonly `w${number}`[] =>
  Array.from({ length: resources }, (_, index) => `w${index}` as const)

const byName = <T>(resources: number, entry: (name: `w${number}`) => T): Readonly<Record<`w${number}`, T>> =>
  Object.fromEntries(names(resources).map((name) => [name, entry(name)]))

/** The schema of the values of a chart with so many resources. */
export const growthSchema = (resources: number): JsonSchema => ({
  type: 'object',
  properties: {
    workloads: {
      type: 'object',
      description: 'All workloads.',
      properties: byName(resources, () => workloadSchema),
      required: [...names(resources)],
      additionalProperties: false,
    },
  },
  required: ['workloads'],
  additionalProperties: false,
})

const values = valuesOf<GrowthValues>()

const labels = helper('growth.labels', {
  doc: 'Labels of a workload.',
  parameters: { name: 'string' },
  returns: 'mapping',
  body: ({ name }) => ({
    'app.kubernetes.io/name': chartInfo.name,
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/component': name,
  }),
})

const workload = (name: `w${number}`): Resource => {
  const own = values.workloads[name] as Ref<WorkloadValues>
  const { image, replicas, autoscaled, port, drainSeconds, cpu, memory, nodeSelector } = own
  return resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: text`${release.name}-${name}`, namespace: release.namespace, labels: labels({ name }) },
    spec: {
      replicas: when(not(autoscaled), replicas),
      selector: { matchLabels: labels({ name }) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: { labels: labels({ name }) },
        spec: {
          terminationGracePeriodSeconds: drainSeconds,
          nodeSelector: present(nodeSelector, (selector) => selector),
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'main',
              image,
              ports: [{ name: 'http', containerPort: port }],
              env: env({ WORKLOAD: name }, { user: own.env, winner: 'fixed' }),
              resources: { requests: { cpu, memory }, limits: { memory } },
              readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 5 },
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
            },
          ],
        },
      },
    },
  })
}

/** A chart of so many Deployments, each with values of its own and one template. */
export const growthChart = (resources: number): ChartDefinition =>
  defineChart<GrowthValues>({
    metadata: {
      name: 'growth',
      version: '1.0.0',
      appVersion: '1.0.0',
      description: 'A chart of any size.',
      kubeVersion: '>=1.33.0-0',
    },
    defaults: { workloads: byName(resources, () => defaults) },
    templates: Object.fromEntries(names(resources).map((name) => [`resources/${name}`, workload(name)])),
    helpers: [labels],
    assertions: [],
    notes: lines`Installed.`,
  })
