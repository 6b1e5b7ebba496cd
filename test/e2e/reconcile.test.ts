import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverNames } from '../../src/platform/topology.js'
import { core } from './support/cluster.js'
import { type HelmVersion, helmVersions } from './support/commands.js'
import { execute } from './support/exec.js'
import { Release } from './support/release.js'
import { installShop, shop } from './support/shop.js'

beforeAll(() => installShop())

describe('an upgrade that changes nothing', () => {
  const generations = async () =>
    Object.fromEntries((await shop.workloads()).map(({ metadata }) => [metadata?.name, metadata?.generation]))
  const podNames = async () => {
    const pods = await Promise.all(serverNames.map((name) => shop.pods(name)))
    return pods.flat().map(({ metadata }) => metadata?.name)
  }

  it.each(helmVersions)('makes no new version of any workload with Helm %s', async (version: HelmVersion) => {
    const before = { generations: await generations(), pods: await podNames() }
    const revision = await shop.revision()
    await shop.upgrade(version)
    await shop.settled()
    expect(await shop.revision()).toBe(revision + 1)
    expect({ generations: await generations(), pods: await podNames() }).toEqual(before)
  })
})

describe('a second release in the namespace, with a name of 53 characters', () => {
  const name = 'a-name-as-long-as-helm-allows-for-a-release-abcdefghi'
  const second = new Release({
    name,
    namespace: shop.namespace,
    values: [
      ...['-f', 'values/local.yaml'],
      // The rules of the namespace are those of the first release, whose quota leaves some room for others.
      ...['--set', 'global.image.registry=slipway.local,limitRange.enabled=false'],
      ...['--set', 'database.storage.size=256Mi,mlflow.artifacts.volume.size=256Mi'],
    ],
  })

  afterAll(() => second.uninstall())

  it('gets all its pods', async () => {
    expect(name).toHaveLength(53)
    await second.install()
    await second.settled()
    expect((await second.pods('api')).length).toBe(1)
  })

  it('leaves the first one as it was, and shares no pod with it', async () => {
    await shop.settled()
    const { items } = await core.listNamespacedEndpoints({ namespace: shop.namespace })
    const owners = items.map(({ metadata, subsets = [] }) => ({
      service: metadata?.name ?? '',
      pods: subsets.flatMap(({ addresses = [] }) => addresses.flatMap(({ targetRef }) => targetRef?.name ?? [])),
    }))
    expect(owners.filter(({ pods }) => pods.length > 0)).toHaveLength(12)
    for (const { service, pods } of owners)
      for (const pod of pods) expect(pod.startsWith('shop-slipway-')).toBe(service.startsWith('shop-slipway-'))
  })

  it('is closed to the first one', async () => {
    const connect = async (from: Release, to: Release) => {
      const [api] = await to.pods('api')
      expect(api?.status?.podIP).toBeDefined()
      const open = `import socket; socket.create_connection(('${api?.status?.podIP}', 8000), 3)`
      return execute(await from.placeIn('ui'), 'python', '-c', open)
    }
    expect((await connect(second, second)).code).toBe(0)
    const { code, stderr } = await connect(shop, second)
    expect(code).not.toBe(0)
    expect(stderr).toMatch(/refused|timed out|unreachable/i)
  })
})
