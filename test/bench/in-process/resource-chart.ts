import type { IDeployment } from 'kubernetes-models/apps/v1'
import {
  chartInfo,
  defineChart,
  env,
  helper,
  lines,
  not,
  present,
  type Ref,
  type Resource,
  release,
  resource,
  structure,
  text,
  valuesOf,
  when,
} from '../../../src/helm/index.js'
import {
  byName,
  type GrowingChart,
  integerSchema,
  metadata,
  numbered,
  objectSchema,
  switchSchema,
  textMapSchema,
  textSchema,
} from './growing-chart.js'

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

const workloadSchema = objectSchema({
  image: textSchema,
  replicas: integerSchema,
  autoscaled: switchSchema,
  port: integerSchema,
  drainSeconds: integerSchema,
  cpu: textSchema,
  memory: textSchema,
  env: textMapSchema,
  nodeSelector: textMapSchema,
})

const values = valuesOf<GrowthValues>()

const labels = helper('growth.labels', {
  doc: 'Labels of a workload.',
  parameters: { name: 'string' },
  returns: structure<Readonly<Record<string, string>>>(),
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

/** Deployments, each with values of its own and one template. */
export const resourceChart: GrowingChart = {
  schema: (size) => objectSchema({ workloads: objectSchema(byName(numbered('w', size), () => workloadSchema)) }),
  definition: (size) =>
    defineChart<GrowthValues>({
      metadata,
      defaults: { workloads: byName(numbered('w', size), () => defaults) },
      templates: Object.fromEntries(numbered('w', size).map((name) => [`resources/${name}`, workload(name)])),
      helpers: [labels],
      assertions: [],
      notes: lines`Installed.`,
    }),
  objects: (size) => size,
}
