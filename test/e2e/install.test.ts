import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { run } from '../cluster/shell.js'
import { until } from '../cluster/wait.js'
import { core } from './support/cluster.js'
import { asWritten, helmVersions, whileForwarding } from './support/commands.js'
import { execute } from './support/exec.js'
import { clusterObjectsOf, objectsIn } from './support/leftovers.js'
import { counted } from './support/metrics.js'
import { isReady } from './support/release.js'
import { gateway, shop } from './support/shop.js'

const { namespace } = shop
/** What is there without a release: the Secrets of the user, and what Kubernetes puts into each namespace. */
let withoutRelease: readonly string[]
/** Predictions of the first installation. */
const earlier: string[] = []

beforeAll(async () => {
  await shop.prepare()
  withoutRelease = await objectsIn(namespace)
})

// The second installation finds the volumes that the first one left.
describe.each(helmVersions)('installed with Helm %s', (version) => {
  it('waits until everything runs', async () => {
    await shop.install(version, '--wait', '--timeout', '5m')
    await shop.settled()
  })

  it('has every pod ready under Pod Security restricted, with the computed quota in force', async () => {
    const { metadata } = await core.readNamespace({ name: namespace })
    expect(metadata?.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' })
    const pods = await shop.pods()
    const open = pods.filter((pod) => pod.status?.phase !== 'Succeeded' && !isReady(pod))
    expect(open.map(({ metadata }) => metadata?.name)).toEqual([])
    const ready = pods.filter(isReady).map(({ metadata }) => metadata?.labels?.['app.kubernetes.io/component'])
    expect(ready.sort()).toEqual(['api', 'api', 'api', 'cache', 'database', 'mlflow', 'ui', 'ui'])

    const { items } = await core.listNamespacedResourceQuota({ namespace })
    expect(items).toHaveLength(1)
    const { hard, used } = items[0]?.status ?? {}
    expect(Object.keys(used ?? {}).sort()).toEqual(Object.keys(hard ?? {}).sort())
    expect(Number(used?.pods)).toBe(ready.length)
    expect(await refusals()).toEqual([])
  })

  describe('its notes', () => {
    it('name addresses inside the cluster that answer', async () => {
      const notes = await shop.notes()
      const inside = [...notes.matchAll(/inside the cluster, (\S+): +(http:[^\s,]+)/g)].map(([, what, url]) => ({
        what,
        url,
      }))
      expect(inside.map(({ what }) => what)).toEqual(['API', 'UI', 'MLflow'])
      const place = await gateway()
      const answers = await Promise.all(inside.map(({ url = '' }) => execute(place, '/probe', 'get', url, '5s')))
      // Nobody has said who they are.
      expect(answers.map(({ stdout }) => Number(stdout.split(' ')[0]))).toEqual([404, 200, 401])
    })

    it('name commands that work, and the test of the release passes', async () => {
      const commands = [...(await shop.notes()).matchAll(/^ +((?:kubectl|helm) .*rollout status.*|helm test .*)$/gm)]
      expect(commands).toHaveLength(3)
      const printed = []
      for (const [, command = ''] of commands) printed.push(await asWritten(command, version))
      expect(printed[0]).toContain('deployment "shop-slipway-api" successfully rolled out')
      expect(printed[1]).toContain('deployment "shop-slipway-ui" successfully rolled out')
      expect(printed[2]).toMatch(/TEST SUITE:\s+shop-slipway-smoke-test[\s\S]*Phase:\s+Succeeded/)
    })

    it('lead from this machine to both applications', async () => {
      const forwards = [...(await shop.notes()).matchAll(/from your machine, (\S+): +(kubectl .*)$/gm)]
      const pages = { UI: '/_stcore/health', API: '/readyz' } as Readonly<Record<string, string>>
      const statuses = await Promise.all(
        forwards.map(([, what = '', command = '']) =>
          whileForwarding(command, async (address) => [what, (await fetch(`${address}${pages[what]}`)).status]),
        ),
      )
      expect(Object.fromEntries(statuses)).toEqual({ UI: 200, API: 200 })
    })
  })

  describe('a prediction', () => {
    it('goes from the browser over interface, API and model into the database', async () => {
      const id = await predictInBrowser()
      await until('the prediction is in the database', 20, async () => {
        const query = `SELECT (prediction #>> '{}') || ' by ' || model_name FROM predictions WHERE id = '${id}'`
        expect(await shop.sql(query)).toEqual(['class_0 by wine'])
        return true
      })
      earlier.push(id)
    })

    it('comes out of the cache when it is asked for again', async () => {
      const hits = () => counted(shop, 'api', 'cache_requests_total', { result: 'hit' })
      const before = await hits()
      await predictInBrowser()
      expect(await hits()).toBeGreaterThan(before)
    })

    it('of an earlier installation is still there', async () => {
      const list = earlier.map((id) => `'${id}'`).join()
      expect(await shop.sql(`SELECT count(*) FROM predictions WHERE id IN (${list})`)).toEqual([String(earlier.length)])
      expect(earlier).toHaveLength(helmVersions.indexOf(version) + 1)
    })
  })

  // The last one stays, for the tests in other files.
  describe.runIf(version !== helmVersions.at(-1))('is taken back', () => {
    it('to an earlier revision, with everything that it had', async () => {
      const before = await state()
      await shop.upgrade(version, '--set', 'quota.mode=none,cache.evictionPolicy=allkeys-lfu')
      await shop.settled()
      expect(await state()).not.toEqual(before)
      await shop.rollback(version, 1)
      await shop.settled()
      expect(await state()).toEqual(before)
    })

    it('as a whole, without a trace but its volumes and the pod of its test', async () => {
      await shop.uninstall(version)
      const kept = ['persistentvolumeclaim/data-shop-slipway-database-0', 'persistentvolumeclaim/shop-slipway-mlflow']
      await until('nothing else is left', 180, async () => {
        expect(await objectsIn(namespace)).toEqual([...withoutRelease, ...kept, 'pod/shop-slipway-smoke-test'].sort())
        return true
      })
      expect(await clusterObjectsOf(shop.name)).toEqual([])
    })
  })
})

/** What the quota or Pod Security has refused. */
const refusals = async (): Promise<readonly string[]> => {
  const { items } = await core.listNamespacedEvent({ namespace })
  return items
    .filter(({ reason, message }) => reason === 'FailedCreate' || message?.includes('violates PodSecurity'))
    .map(({ involvedObject, message }) => `${involvedObject.name}: ${message}`)
}

const predictInBrowser = async (): Promise<string> => {
  const [, command = ''] = /from your machine, UI: +(kubectl .*)$/m.exec(await shop.notes()) ?? []
  return whileForwarding(command, async (address) => {
    const script = join(projectFolder, 'test/e2e/support/predict_in_browser.py')
    return (await run(join(projectFolder, 'apps/ui/.venv/bin/python'), [script, address])).trim()
  })
}

/** The objects of the release and the versions of its pods. Jobs are new at each revision, so only their kinds count. */
const state = async () => ({
  objects: (await objectsIn(namespace))
    .filter((object) => !/^(pod|endpointslice|controllerrevision|replicaset|secret\/sh\.helm)/.test(object))
    .map((object) => object.replace(/^(job.batch\/.*)-[0-9a-f]+$/, '$1')),
  pods: Object.fromEntries(
    (await shop.workloads()).map(({ metadata, spec }) => [metadata?.name, JSON.stringify(spec?.template)]),
  ),
})
