import type { V1PodSpec } from '@kubernetes/client-node'
import { describe, expect, it } from 'vitest'
import type { ComponentName } from '../../src/platform/topology.js'
import { amountOf } from '../../tools/report/quantity.js'
import { Release as Rendered } from '../boot/support/rendered.js'
import { until } from '../cluster/wait.js'
import { core } from './support/cluster.js'
import { helm, newestHelm } from './support/commands.js'
import { Release } from './support/release.js'

// Sizes of production, which no node here has: pods are admitted and counted, and then wait for a node for ever.
const nowhere = { 'e2e/node': 'nowhere' }
const waiting = ['api', 'ui', 'database', 'cache', 'mlflow'].map(
  (component) => `${component}.scheduling.nodeSelector.e2e/node=nowhere`,
)
const production = (...settings: readonly string[]) => [
  ...['-f', 'values/production.yaml'],
  ...['--set', ['edge.mode=none', 'edge.uiHost=', 'edge.apiHost=', ...waiting, ...settings].join()],
]

/** Where in a pod its set is written down. */
const kinds = {
  api: 'Deployment',
  ui: 'Deployment',
  cache: 'Deployment',
  mlflow: 'Deployment',
  database: 'StatefulSet',
  'database-roles': 'Job',
  migrate: 'Job',
  'first-model': 'Job',
  'mlflow-gc': 'CronJob',
  'smoke-test': 'Pod',
} as const satisfies Readonly<Record<ComponentName, string>>

/**
 * Pods at the same time at most, as docs/install.md promises: in the middle of a rollout at the largest scale each serving
 * pod may be there twice, besides the surge; so may those of stores that are replaced, and each task.
 */
const most: Readonly<Record<keyof typeof kinds, number>> = {
  api: 2 * 10 + 1,
  ui: 2 * 5 + 1,
  cache: 2,
  mlflow: 2,
  database: 1,
  'database-roles': 1,
  migrate: 2,
  'first-model': 1,
  'mlflow-gc': 1,
  'smoke-test': 1,
}

const quotaOf = async ({ namespace }: Release) => {
  const { items } = await core.listNamespacedResourceQuota({ namespace })
  const { hard = {}, used = {} } = items[0]?.status ?? {}
  return { hard, used, left: (name: string) => amountOf(hard[name]) - amountOf(used[name]) }
}

const refusalsIn = async ({ namespace }: Release): Promise<readonly string[]> => {
  const { items } = await core.listNamespacedEvent({ namespace, fieldSelector: 'reason=FailedCreate' })
  return items.flatMap(({ message }) => message ?? [])
}

/** Makes one more pod like those of a release, and returns the answer of the API server. */
const createPod = async (release: Release, name: string, spec: object): Promise<string> => {
  const body = { metadata: { name }, spec: { ...spec, nodeSelector: nowhere } as unknown as V1PodSpec }
  try {
    await core.createNamespacedPod({ namespace: release.namespace, body })
    return 'created'
  } catch (error) {
    return (error as { body?: string }).body ?? String(error)
  }
}

describe('the computed quota of production', () => {
  const largest = ['api.autoscaling.minReplicas=10', 'ui.autoscaling.minReplicas=5']
  const values = production(...largest)
  const release = new Release({ name: 'shop', namespace: 'e2e-quota', values })
  const hasPods = (wanted: Readonly<Partial<Record<ComponentName, number>>>) =>
    until(`there are ${JSON.stringify(wanted)} pods`, 60, async () => {
      for (const [set, count] of Object.entries(wanted))
        expect(await release.pods(set as ComponentName), set).toHaveLength(count)
      return true
    })

  it('admits the largest scale, and its surge', async () => {
    await release.prepare()
    await release.install()
    await hasPods({ api: 10, ui: 5, database: 1, cache: 1, mlflow: 1 })
    await release.upgrade(newestHelm, '--set', 'api.image.tag=0.2.0,ui.image.tag=0.2.0')
    await hasPods({ api: 11, ui: 6 })
    expect(await refusalsIn(release)).toEqual([])
  })

  it('admits every pod that a rollout can have at the same time, and has left just what is for others', async () => {
    // Pods that end count until they are gone; those of Jobs are new ones after the upgrade.
    await until('only pods that stay are left', 60, async () => {
      const pods = await release.allPods()
      return pods.every(({ metadata }) => metadata?.deletionTimestamp === undefined)
    })
    const rendered = Rendered.render('shop', ['--namespace', release.namespace, ...values])
    for (const [set, kind] of Object.entries(kinds) as [keyof typeof kinds, string][]) {
      const there = (await release.pods(set)).length
      const { spec } = rendered.pod(kind, set)
      for (let number = there; number < most[set]; number += 1)
        expect(await createPod(release, `more-${set}-${number}`, spec)).toBe('created')
    }
    const all = JSON.parse(
      await helm(newestHelm, 'get', 'values', 'shop', '-n', release.namespace, '--all', '-o', 'json'),
    )
    const { headroom } = all.quota
    await until('the quota has counted them', 30, async () => {
      const { left } = await quotaOf(release)
      expect(left('pods')).toBe(headroom.pods)
      return true
    })
    const { left } = await quotaOf(release)
    for (const bound of ['requests', 'limits'] as const)
      for (const amount of ['cpu', 'memory'] as const)
        expect(left(`${bound}.${amount}`), `${bound}.${amount}`).toBeCloseTo(amountOf(headroom[bound][amount]), 6)
    expect(left('requests.storage')).toBe(amountOf(headroom.storage))
  })
})

describe('a fixed quota', () => {
  // Serving pods and the cache: what runs all the time, without Jobs that come and go.
  const stateless = ['database.mode=none', 'mlflow.mode=none', 'quota.mode=explicit']
  const keys = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'] as const
  type Numbers = Readonly<Record<(typeof keys)[number], number>>
  const units = { cpu: { name: 'm', size: 0.001 }, memory: { name: 'Mi', size: 2 ** 20 } } as const
  const unitOf = (key: (typeof keys)[number]) => units[key.split('.')[1] as keyof typeof units]

  const valuesFor = (numbers: Numbers) =>
    production(...stateless, ...keys.map((key) => `quota.explicit.${key}=${numbers[key]}${unitOf(key).name}`))
  const plenty: Numbers = {
    'requests.cpu': 100_000,
    'requests.memory': 500_000,
    'limits.cpu': 100_000,
    'limits.memory': 500_000,
  }
  const refusalOf = async (numbers: Numbers): Promise<string> => {
    const rendered = helm(newestHelm, 'template', 'shop', 'chart', '-n', 'e2e-fixed-quota', ...valuesFor(numbers))
    return rendered.then(
      () => '',
      (error: Error) => error.message,
    )
  }

  let needed: Numbers
  let release: Release

  it('is refused by the chart when it is one unit too small', async () => {
    const found = await Promise.all(
      keys.map(async (key) => {
        const [, need = ''] =
          / need (\d+)\w+ at their smallest scale/.exec(await refusalOf({ ...plenty, [key]: 1 })) ?? []
        return [key, Number(need)] as const
      }),
    )
    needed = Object.fromEntries(found) as unknown as Numbers
    expect(await refusalOf(needed)).toBe('')
    for (const key of keys)
      expect(await refusalOf({ ...needed, [key]: needed[key] - 1 })).toContain(`quota.explicit.${key}`)
  })

  it('of just what the chart asks for admits these pods, and the API server counts the same', async () => {
    release = new Release({ name: 'shop', namespace: 'e2e-fixed-quota', values: valuesFor(needed) })
    await release.prepare()
    await release.install()
    await until('all pods are admitted', 90, async () => (await release.pods()).length === 6)
    const { used } = await quotaOf(release)
    for (const key of keys) expect(amountOf(used[key])).toBeCloseTo(needed[key] * unitOf(key).size, 6)
  })

  it('then refuses every other pod, also that of a rollout, as the notes say', async () => {
    const tiny = { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '1m', memory: '1Mi' } }
    const container = { name: 'one', image: 'slipway.local/probe:1', resources: tiny }
    const [pod] = await release.pods('cache')
    const spec = { ...pod?.spec, containers: [{ ...pod?.spec?.containers[0], ...container }] }
    expect(await createPod(release, 'one-more', spec)).toContain('exceeded quota')
    expect(await release.notes()).toContain('a rolling update waits until quota.explicit has room')
    await release.upgrade(newestHelm, '--set', 'api.image.tag=0.2.0')
    await until('the surge is refused', 30, async () =>
      (await refusalsIn(release)).some((message) => message.includes('exceeded quota')),
    )
    expect(await release.pods('api')).toHaveLength(3)
  })
})
