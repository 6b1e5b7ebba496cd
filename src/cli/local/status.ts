import type { PodMetricsList } from '@kubernetes/client-node'
import { nameOf } from './cluster/cluster.js'
import { type Address, addressesWith, silenceOf } from './forward/addresses.js'
import { runningForwards } from './forward/control.js'
import { serverOf } from './kubernetes/access.js'
import { type Client, connect, mustAnswer, within } from './kubernetes/client.js'
import { type Waiting, waitingIn } from './observe/readiness.js'
import { readSnapshot } from './observe/snapshot.js'
import { restartsOf, type Workload, workloadsOf } from './observe/workloads.js'
import type { WhereOptions } from './release/find.js'
import { type Found, mustFindRelease } from './release/find.js'
import { statusOf } from './release/helm.js'
import { releaseName } from './release/place.js'
import { textTable } from './terminal/text-table.js'

/**
 * Prints what runs, and whether its addresses answer; the exit code is 0 only when everything does.
 *
 * @throws UserError when nothing is up, or the cluster does not answer
 */
export const status = async (options: WhereOptions): Promise<void> => {
  const found = mustFindRelease(options)
  const client = await connect(found.access)
  await mustAnswer(client)
  const [snapshot, memory, addresses, release] = await Promise.all([
    readSnapshot(client, found.namespace),
    memoryByPod(client, found.namespace),
    addressStates(found),
    statusOf(found),
  ])
  const workloads = workloadsOf(snapshot)
  const waiting = waitingIn(snapshot)
  console.log(
    [
      ...where(client, found, release),
      '',
      workloads.length === 0 ? 'There is nothing of the release.' : table(workloads, waiting, memory, new Date()),
      ...(addresses.length === 0 ? [] : ['', addressTable(addresses)]),
    ].join('\n'),
  )
  const isWell = workloads.length > 0 && waiting.length === 0 && addresses.every(({ silence }) => silence === undefined)
  process.exitCode = isWell ? 0 : 1
}

const where = (client: Client, { cluster, access, namespace }: Found, release: string | undefined): string[] => [
  `cluster    ${nameOf(cluster, access.context)}, ${serverOf(client.config)}`,
  `namespace  ${namespace}, release ${releaseName} ${release ?? 'is not installed'}`,
]

/** Bytes, by pod; `undefined` where the cluster has no metrics. */
const memoryByPod = async ({ metrics }: Client, namespace: string): Promise<Map<string, number> | undefined> => {
  const list = await within(5, metrics.getPodMetrics(namespace)).catch((): PodMetricsList | undefined => undefined)
  if (list === undefined) return undefined
  return new Map(
    list.items.map(({ metadata, containers }) => [
      metadata.name,
      containers.reduce((sum, { usage }) => sum + bytesOf(usage.memory), 0),
    ]),
  )
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
}

/** A quantity as the metrics server writes it, such as `145220Ki`. */
export const bytesOf = (quantity: string): number => {
  const [, number = '0', unit = ''] = /^(\d+)([A-Za-z]*)$/.exec(quantity) ?? []
  return Number(number) * (units[unit] ?? 0)
}

/** One row for each workload, with the reason where one is not ready. */
export const table = (
  workloads: readonly Workload[],
  waiting: readonly Waiting[],
  memory: ReadonlyMap<string, number> | undefined,
  now: Date,
): string =>
  textTable([
    ['COMPONENT', 'KIND', 'READY', 'RESTARTS', 'AGE', 'MEMORY', ''],
    ...workloads.map((workload) => {
      const { component, kind, ready, wanted, made, name, pods } = workload
      const isJob = kind === 'Job'
      const bytes = pods.reduce((sum, { metadata }) => sum + (memory?.get(metadata?.name ?? '') ?? 0), 0)
      return [
        component,
        kind,
        isJob && workload.isDone ? 'done' : `${ready}/${wanted}`,
        String(restartsOf(pods)),
        made === undefined ? '' : age(now.getTime() - new Date(made).getTime()),
        bytes === 0 ? '' : `${Math.round(bytes / 1024 ** 2)} MiB`,
        waiting.find((one) => one.kind === kind && one.name === name)?.reason.text ?? '',
      ]
    }),
  ])

/** Such as `45s`, `12m`, `5h` or `3d`. */
export const age = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 120) return `${seconds}s`
  if (seconds < 7200) return `${Math.floor(seconds / 60)}m`
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`
}

type AddressState = Address & { readonly silence: string | undefined }

/** Of the ports that are forwarded, or were meant to be. */
const addressStates = async ({ ports }: Found): Promise<readonly AddressState[]> => {
  if (ports === undefined) return []
  const running = await runningForwards()
  const forwarded = running?.plan.forwards.map(({ component }) => component)
  const addresses = addressesWith(ports).filter(({ component }) => forwarded?.includes(component) ?? true)
  return Promise.all(
    addresses.map(async (address) => ({
      ...address,
      silence: running === undefined ? 'not forwarded: npx slipway up' : await silenceOf(address),
    })),
  )
}

const addressTable = (addresses: readonly AddressState[]): string =>
  textTable([
    ['ADDRESS', '', ''],
    ...addresses.map(({ title, url, health, silence }) => [title, url, silence ?? `answers (${health})`]),
  ])
