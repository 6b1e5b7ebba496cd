import type { V1Pod } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiDefaults } from '../../src/platform/values/api.js'
import { until } from '../cluster/wait.js'
import { clientPod, removePod } from './support/client-pod.js'
import { core } from './support/cluster.js'
import { kubectl, newestHelm } from './support/commands.js'
import { type Place, printed } from './support/exec.js'
import { type LoadSummary, predictionsFrom } from './support/load.js'
import { crash, drain, evict, uncordon } from './support/nodes.js'
import { type Observation, writeObservations } from './support/reliability.js'
import { fewest, gatewayNamespace, installShop, setForScaling, shop } from './support/shop.js'

const { namespace } = shop
const observations: Observation[] = []
/** The pod that sends requests. */
let client: Place
/** The node of the database: nothing is harder to do without. */
let node: string

beforeAll(async () => {
  await installShop()
  const [database] = await shop.pods('database')
  node = database?.spec?.nodeName ?? ''
  const elsewhere = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: [node] }] }
  client = await clientPod({
    namespace: gatewayNamespace,
    name: 'load',
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [elsewhere] } } },
  })
})

afterAll(async () => {
  await uncordon(node)
  await removePod(gatewayNamespace, 'load')
  writeObservations('reliability', observations)
})

const leastSeconds = 15
/** Predictions a second. */
const rate = 15
const { preStopSeconds } = apiDefaults.shutdown

/** Sends predictions while something happens and until everything is well again. */
const observe = async (fault: string, happen: () => Promise<unknown>): Promise<Required<Observation>> => {
  const load = await predictionsFrom(client, { rate })
  const start = performance.now()
  try {
    await happen()
    await shop.settled()
    // What is noticed late counts too.
    await until(`the load goes on for ${leastSeconds} s`, 60, () => performance.now() > start + leastSeconds * 1000)
  } finally {
    await load.stop()
  }
  const summary = await load.stop()
  const observation = { fault, ...summary, lost: await lostOf(summary) }
  observations.push(observation)
  return observation
}

/** Everybody got an answer at once. */
const expectNoFailure = ({ requests, failures, failedTries, failedRequests, late, lost }: Required<Observation>) => {
  expect(failures).toEqual([])
  expect({ failedTries, failedRequests, late, lost }).toEqual({ failedTries: 0, failedRequests: 0, late: 0, lost: 0 })
  expect(requests).toBeGreaterThan(100)
}

/** Answers that are not in the prediction log when no row has come for longer than the API pauses between its tries. */
const lostOf = async ({ from, until: end, statuses }: LoadSummary): Promise<number> => {
  const answered = statuses['200'] ?? 0
  const query = `SELECT count(*) FROM predictions WHERE created_at BETWEEN '${from}' AND '${end}'`
  let [kept, since] = [0, performance.now()]
  await until('the prediction log is written', 60, async () => {
    const now = Number((await shop.sql(query))[0])
    if (now !== kept) [kept, since] = [now, performance.now()]
    return kept >= answered || performance.now() > since + 7_000
  })
  return answered - kept
}

const apiPod = async (isThere: (nodeName: string) => boolean = () => true): Promise<V1Pod> => {
  const pods = await shop.pods('api')
  const found = pods.find(({ spec }) => isThere(spec?.nodeName ?? ''))
  if (found === undefined) throw new Error('the API has no such pod')
  return found
}

const nameOf = ({ metadata }: V1Pod): string => metadata?.name ?? ''

const versionServed = async (): Promise<string> =>
  printed(client, '/probe', 'get', `http://${await shop.serviceOf('api')}.${namespace}:8000/version`)

// They build on each other: each leaves a release that is well.
describe('no request fails while', () => {
  it('the image of the API changes', async () => {
    expect(await versionServed()).toContain('"0.1.0"')
    const change = () => shop.upgrade(newestHelm, '--set', 'api.image.tag=0.1.0-next')
    expectNoFailure(await observe('the image of the API changes (0.1.0 to 0.1.0-next)', change))
    expect(await versionServed()).toContain('"0.1.0-next"')
  })

  it('an API pod is deleted', async () => {
    const name = nameOf(await apiPod())
    const change = () => core.deleteNamespacedPod({ namespace, name })
    expectNoFailure(await observe('an API pod is deleted', change))
  })

  it('one of three nodes is drained, and its budgets hold', async () => {
    const { lost, ...observation } = await observe('a node is drained: API pod, database and all', async () => {
      await drain(node)
      expect((await shop.pods()).filter(({ spec }) => spec?.nodeName === node)).toEqual([])
      // One is away already: nobody may take another.
      const other = await apiPod((nodeName) => nodeName !== '')
      expect(await evict(namespace, nameOf(other))).toBe(429)
      await uncordon(node)
    })
    // A pod that ends while the database is away cannot write down what it answers until the Service has forgotten it.
    expect(lost).toBeLessThan(rate * preStopSeconds)
    expectNoFailure({ ...observation, lost: 0 })
  })

  it('the database restarts', async () => {
    const restart = () => kubectl(['rollout', 'restart', 'statefulset', '--namespace', namespace])
    expectNoFailure(await observe('the database restarts', restart))
  })

  it('the cache crashes', async () => {
    const [pod] = await shop.pods('cache')
    expectNoFailure(await observe('the cache crashes', () => crash(pod as V1Pod, 'cache')))
  })

  it('settings of the API change, and its image changes back', async () => {
    const change = () => shop.upgrade(newestHelm, ...setForScaling(fewest))
    expectNoFailure(await observe('settings of the API change, and its image changes back', change))
    expect(await versionServed()).toContain('"0.1.0"')
  })
})

/** Those that the pod had begun, and those that went there until the Service knew. */
const expectFewFailures = ({ failedTries, failedRequests, requests, lost }: Required<Observation>) => {
  expect(failedTries / requests).toBeLessThan(0.05)
  expect(failedRequests / requests).toBeLessThan(0.02)
  expect(lost / requests).toBeLessThan(0.05)
}

describe('few requests fail when', () => {
  it('an API pod is deleted by force', async () => {
    const name = nameOf(await apiPod())
    const change = () => core.deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 0 })
    expectFewFailures(await observe('an API pod is deleted by force, without a grace period', change))
  })

  it('the process of an API pod crashes', async () => {
    const pod = await apiPod()
    expectFewFailures(await observe('the process of an API pod crashes', () => crash(pod, 'api')))
  })
})
