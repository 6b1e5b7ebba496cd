import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { servers } from '../../src/platform/topology.js'
import { until } from '../cluster/wait.js'
import { removePod } from './support/client-pod.js'
import { core } from './support/cluster.js'
import { execute } from './support/exec.js'
import {
  type Caller,
  type Connections,
  callers,
  expected,
  setStage,
  targets,
  titleOf,
  tryAll,
} from './support/matrix.js'
import { table, writeResult } from './support/results.js'
import { installShop, shop } from './support/shop.js'

let stage: Awaited<ReturnType<typeof setStage>>
let connections: Connections

beforeAll(async () => {
  await installShop()
  stage = await setStage()
})

// They have the labels of real pods.
afterAll(async () => {
  const { items } = await core.listNamespacedPod({ namespace: shop.namespace })
  const ours = items
    .flatMap(({ metadata }) => metadata?.name ?? [])
    .filter((name) => /^(stand-in-|neighbour$)/.test(name))
  await Promise.all(ours.map((name) => removePod(shop.namespace, name)))
})

describe('network policies', () => {
  it('let pass every connection of the topology', async () => {
    const wanted = openIn(expected(stage))
    // A firewall learns of a new pod some time after it has started.
    await until('every connection of the topology is open', 30, async () => {
      connections = await tryAll(stage)
      expect(openIn(connections)).toEqual(expect.arrayContaining([...wanted]))
      return true
    })
  })

  it('let pass no other', async () => {
    const head = ['from', ...targets.map(titleOf)]
    const cells = { true: 'yes', false: '-', itself: 'itself' } as Readonly<Record<string, string>>
    const rows = callers.map((caller) => [
      caller,
      ...targets.map((target) => cells[String(connections[caller][titleOf(target)])] ?? '?'),
    ])
    const text = table(head, rows)
    writeResult('network-policies.md', text)
    console.log(text)
    expect(connections).toEqual(expected(stage))
  })

  it('stop what comes from outside: a stranger and a neighbour reach nothing of the release', () => {
    for (const caller of ['stranger', 'neighbour'] as const)
      expect(openIn(connections, caller).filter((one) => ourTargets.some((ours) => one.endsWith(ours)))).toEqual([])
  })

  it('stop what goes out: no pod of the release reaches a stranger, who listens', () => {
    const reaching = openIn(connections).filter((one) => one.includes('-> stranger'))
    expect(reaching.sort()).toEqual(['gateway', 'neighbour', 'prometheus'].map((one) => `${one} -> stranger 8080`))
  })

  it('let every pod ask for names', async () => {
    const answers = await Promise.all(
      callers.map(async (caller) => {
        const name = 'kubernetes.default.svc.cluster.local'
        return [caller, (await execute(stage.place[caller], '/probe', 'dns', name, '3s')).code] as const
      }),
    )
    expect(answers.filter(([, code]) => code !== 0)).toEqual([])
  })
})

const ourTargets = targets.filter(({ to }) => to in servers).map(titleOf)

function openIn(all: Connections, only?: Caller): readonly string[] {
  return callers
    .filter((caller) => only === undefined || caller === only)
    .flatMap((caller) =>
      targets
        .filter((target) => all[caller][titleOf(target)] === true)
        .map((target) => `${caller} -> ${titleOf(target)}`),
    )
}
