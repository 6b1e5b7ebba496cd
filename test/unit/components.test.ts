import { describe, expect, it } from 'vitest'
import { compilePlatform } from '../../src/cli/project.js'
import { type PlainMap, renderChart } from '../../src/helm/index.js'
import { components, namedComponents } from '../../src/platform/components/index.js'
import { onePod } from '../../src/platform/kinds/pods.js'
import { server } from '../../src/platform/kinds/server.js'
import { task } from '../../src/platform/kinds/task.js'
import { calls, portsOf, servers, tasks } from '../../src/platform/topology.js'
import { values } from '../../src/platform/values/index.js'

interface Workload {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly replicas?: number
    readonly strategy?: { readonly type: string; readonly rollingUpdate?: { readonly maxSurge: number } }
  }
}

const chart = compilePlatform()

/** The object of a server that makes its pods. */
const workloadOf = (name: string, overrides: PlainMap = {}): Workload => {
  const { objects } = renderChart(chart, { overrides, releaseName: 'shop' })
  const found = objects.map(({ object }) => object as unknown as Workload)
  return found.find(
    ({ kind, metadata }) => /^(Deployment|StatefulSet)$/.test(kind) && metadata.name === `shop-slipway-${name}`,
  ) as Workload
}

/** Most pods at once: a pod that a rollout replaces counts until it is gone. */
const peakOf = ({ kind, spec }: Workload): number =>
  kind === 'StatefulSet' || spec.strategy?.type === 'Recreate' ? 1 : 1 + (spec.strategy?.rollingUpdate?.maxSurge ?? 0)

describe('the most pods at once', () => {
  it('follow from how one pod replaces another', () => {
    expect(components.cache.peakPods).toBe(peakOf(workloadOf('cache')))
    expect(components.database.peakPods).toBe(peakOf(workloadOf('database')))
  })

  it('have room for both ways when the values choose', () => {
    const bucket = { artifacts: { store: 's3', s3: { uri: 's3://models/slipway' } } }
    const object = { networkPolicies: { enabled: false } }
    const peaks = [workloadOf('mlflow'), workloadOf('mlflow', { mlflow: bucket, ...object })].map(peakOf)
    expect(peaks).toEqual([1, 2])
    expect(components.mlflow.peakPods).toBe(Math.max(...peaks))
  })

  it('are one where the old pod always ends first', () => {
    expect(onePod({ endsFirst: true }).peak).toBe(1)
  })

  it('are as many as the Jobs of a task at the same time', () => {
    const jobs = namedComponents
      .map(([name, { peakPods }]) => [name, peakPods] as const)
      .filter(([name]) => name in tasks)
    expect(Object.fromEntries(jobs)).toEqual({
      'database-roles': 1,
      migrate: 2,
      'first-model': 1,
      'mlflow-gc': 1,
      'smoke-test': 1,
    })
  })
})

describe('a port', () => {
  it('belongs to a caller, or nobody opens it', () => {
    for (const name of Object.keys(servers) as (keyof typeof servers)[]) {
      expect(Object.keys(calls[name]), name).toEqual(Object.keys(portsOf(name)))
    }
  })

  it('is open when the sidecar that opens it is there', () => {
    expect(Object.keys(components.cache.opens)).toEqual(['metrics'])
    expect(components.api.opens).toEqual({})
  })

  it('of a sidecar that a server does not have is a mistake', () => {
    const checks = { startup: {}, readiness: {}, liveness: {} }
    expect(() => server('cache', { container: { checks } })).toThrow('exporter opens a port of cache')
  })
})

it('a task without a time is a mistake', () => {
  const { image, uid } = values.api
  expect(() => task('migrate', { image, uid, command: ['true'] })).toThrow('nothing says when the task migrate runs')
})
