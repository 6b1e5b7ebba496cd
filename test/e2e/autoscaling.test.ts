import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../cluster/wait.js'
import { clientPod, removePod } from './support/client-pod.js'
import { core } from './support/cluster.js'
import { newestHelm } from './support/commands.js'
import { type Load, predictionsFrom } from './support/load.js'
import { writeObservations } from './support/reliability.js'
import { fewest, gatewayNamespace, installShop, most, scaleDownSeconds, setForScaling, shop } from './support/shop.js'
import { type Watch, watchCount } from './support/watch.js'

const { namespace } = shop

let load: Load
let watch: Watch

beforeAll(async () => {
  await installShop()
  // New pods are busy while they start: no reason for more of them yet.
  await shop.upgrade(newestHelm, ...setForScaling(fewest))
  await shop.settled()
  const place = await clientPod({ namespace: gatewayNamespace, name: 'heavy-load' })
  watch = watchCount(async () => (await shop.deployment('api')).spec?.replicas ?? 0)
  await shop.upgrade(newestHelm, ...setForScaling(most))
  load = await predictionsFrom(place, { rate: 100, variety: 100_000 })
})

afterAll(async () => {
  watch.stop()
  await removePod(gatewayNamespace, 'heavy-load')
})

const counts = () => watch.changes().map(({ count }) => count)

/** Seconds between a number of pods and the next. */
const pauses = () =>
  watch.changes().flatMap(({ at }, index, all) => (index === 0 ? [] : [at - (all[index - 1]?.at ?? 0)]))

/** By how many pods the number went down each time. */
const decreases = () =>
  counts()
    .map((count, index, all) => (all[index - 1] ?? count) - count)
    .filter((less) => less > 0)

describe('under load', () => {
  it('the autoscaler goes to the most pods, two in a minute', async () => {
    await until(
      'there are six pods',
      240,
      async () => (await shop.deployment('api')).status?.availableReplicas === most,
    )
    expect(counts()).toEqual([fewest, 5, most])
    expect(pauses()[1]).toBeGreaterThan(50)
  })

  it('an upgrade leaves the number to the autoscaler, without a conflict, and the quota admits the rollout', async () => {
    const managers = (await shop.deployment('api')).metadata?.managedFields ?? []
    const applied = managers.find(({ manager, operation }) => manager === 'helm' && operation === 'Apply')
    expect(applied?.fieldsV1).toHaveProperty(['f:spec', 'f:template'])
    expect(applied?.fieldsV1).not.toHaveProperty(['f:spec', 'f:replicas'])
    await shop.upgrade(newestHelm, ...setForScaling(most, 'api.logLevel=warning'))
    expect((await shop.deployment('api')).spec?.replicas).toBe(most)
    await until('there is a pod more than the most', 60, async () => (await shop.pods('api')).length === most + 1)
    const { items } = await core.listNamespacedEvent({ namespace, fieldSelector: 'reason=FailedCreate' })
    const ours = items.filter(({ involvedObject }) => involvedObject.name?.startsWith('shop-slipway-'))
    expect(ours.map(({ message }) => message)).toEqual([])
  })
})

describe('after the load', () => {
  it('no request has failed', async () => {
    const summary = await load.stop()
    writeObservations('scaling', [{ fault: `the API goes from ${fewest} to ${most} pods and rolls out`, ...summary }])
    expect(summary.failures).toEqual([])
    expect(summary.late).toBe(0)
  })

  it('the autoscaler goes back one by one', async () => {
    await until('there are two pods less', 240, () => counts().at(-1) === most - 2)
    // On a busy machine the load of the pods that start may bring one back for a while.
    expect(decreases().length).toBeGreaterThanOrEqual(2)
    expect(decreases().every((less) => less === 1)).toBe(true)
    expect(pauses().at(-1)).toBeGreaterThanOrEqual(scaleDownSeconds - 2)
  })
})
