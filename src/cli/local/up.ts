import { renderPlatform } from '../render.js'
import { UserError } from '../user-error.js'
import type { ValuesInput } from '../values-input.js'
import { type Choice, chooseMade, chooseNamed } from './cluster/choice.js'
import { clusterOf } from './cluster/chosen.js'
import type { ChartValues, Cluster } from './cluster/cluster.js'
import { factsOfThisMachine } from './cluster/facts.js'
import { readState, type State, writeState } from './cluster/state.js'
import { type Address, addressesWith } from './forward/addresses.js'
import { portsMustBeFree } from './forward/control.js'
import { openPorts } from './forward/open-ports.js'
import { serverOf } from './kubernetes/access.js'
import { type Client, connect, mustAnswer } from './kubernetes/client.js'
import { sources } from './machine/places.js'
import { contextOf, type WhereOptions } from './release/find.js'
import { helmPath, statusOf } from './release/helm.js'
import { namespaceState } from './release/namespace.js'
import { type Place, releaseName } from './release/place.js'
import { confirm } from './terminal/confirm.js'
import { untilInterrupted } from './terminal/interrupt.js'
import { say, seconds, step, type Tell } from './terminal/progress.js'
import { goesOn } from './up/again.js'
import { install } from './up/install.js'
import { type Logins, loginsOf } from './up/logins.js'
import { predictOnce } from './up/prediction.js'
import { summary } from './up/summary.js'

export interface UpOptions extends WhereOptions, ValuesInput {
  readonly nodes?: number
  readonly yes?: boolean
  readonly port?: Readonly<Record<string, number>>
  /** Seconds. */
  readonly timeout: number
}

/**
 * Installs the chart with values/local.yaml on a cluster of this machine, waits until it works, and prints where it is.
 *
 * @throws UserError that ends with the lines that say most about what went wrong
 */
export const up = (options: UpOptions): Promise<void> =>
  untilInterrupted(goesOn(contextOf(options)), (signal) => bringUp(options, signal))

const bringUp = async (options: UpOptions, signal: AbortSignal): Promise<void> => {
  const began = performance.now()
  // What can be wrong at the keyboard is found before anything is made.
  helmPath()
  renderPlatform(releaseName, { ...options, values: [sources.values, ...(options.values ?? [])] })
  const logins = loginsOf(options)
  const before = readState()
  const ports = { ...before?.ports, ...options.port }
  const addresses = addressesWith(ports)
  const { choice, cluster } = await pick(options, before)
  const place: Place = { access: cluster.access, namespace: namespaceOf(options, before) }
  if (choice.cluster === 'existing') await agree(place, cluster, options)
  await portsMustBeFree(addresses)
  writeState({ cluster: choice.cluster, ...place, ports })

  const client = await startCluster(choice, cluster, signal)
  const clusterValues = await bringImages(cluster, signal)
  const takesBack = choice.cluster !== 'existing'
  const installation = { place, input: options, clusterValues, takesBack, images: cluster.images }
  await install(client, { ...installation, timeoutSeconds: options.timeout }, signal)
  const open = await openPorts(client, place, addresses, signal)
  const api = open.find(({ component }) => component === 'api')
  if (api !== undefined) await predict(api, logins)
  say('up', `done after ${seconds(performance.now() - began)}`)
  console.log(summary(choice.cluster, place, open, logins))
}

interface Picked {
  readonly choice: Choice
  readonly cluster: Cluster
}

const pick = async (options: UpOptions, before: State | undefined): Promise<Picked> => {
  const context = contextOf(options)
  const wishes = { ...options, ...(context !== undefined && { context }) }
  const named = chooseNamed(wishes, before)
  if (named !== undefined) return { choice: named, cluster: clusterOf(named.cluster, {}, { context }) }
  const facts = await factsOfThisMachine()
  const choice = chooseMade(wishes, facts, before)
  return { choice, cluster: clusterOf(choice.cluster, facts, { nodes: options.nodes }) }
}

const predict = async ({ url }: Address, { apiKey }: Logins): Promise<void> => {
  if (apiKey === undefined) return say('prediction', 'not asked for, because the values hold no key')
  await step(
    'prediction',
    'asking the API for one',
    () => predictOnce(url, apiKey),
    (answer) => answer,
  )
}

/** A release stays in its namespace until `down`. */
const namespaceOf = ({ namespace }: UpOptions, before: State | undefined): string => {
  if (before !== undefined && namespace !== undefined && namespace !== before.namespace) {
    throw new UserError(
      `--namespace ${namespace}: slipway is up in ${before.namespace}; \`npx slipway down\` comes first`,
    )
  }
  return namespace ?? before?.namespace ?? releaseName
}

const agree = async (
  place: Place,
  { images }: Cluster,
  { yes, values = [], set = [], setString = [] }: UpOptions,
): Promise<void> => {
  const client = await connect(place.access)
  await mustAnswer(client)
  const found = await namespaceState(client, place.namespace)
  const isInstalled = found !== 'missing' && (await statusOf(place)) !== undefined
  const own = [...values.map((file) => `-f ${file}`), ...set, ...setString].join(' ')
  await confirm(
    [
      ['context', place.access.context ?? ''],
      ['server', serverOf(client.config)],
      ['namespace', `${place.namespace}, which ${found === 'missing' ? 'would be made' : 'is there already'}`],
      ['it would', `${isInstalled ? 'upgrade' : 'install'} the release ${releaseName}, and a PriorityClass for it`],
      ['values', `values/local.yaml, whose passwords everybody knows${own === '' ? '' : `; ${own}`}`],
      ['images', images],
    ],
    yes === true,
  )
}

/** A cluster whose nodes were stopped answers a while after they have started. */
const startSeconds = 90

const startCluster = async (choice: Choice, cluster: Cluster, signal: AbortSignal): Promise<Client> => {
  say('cluster', `${choice.cluster}: ${choice.why}`)
  const start = async (tell: Tell) => {
    const end = await cluster.start({ tell, signal })
    const client = await connect(cluster.access)
    await mustAnswer(client, startSeconds)
    return { client, end }
  }
  const { client } = await step('cluster', cluster.plan, start, ({ end }) => end)
  return client
}

const bringImages = async (cluster: Cluster, signal: AbortSignal): Promise<ChartValues | undefined> => {
  const { images, bringImages, values } = cluster
  if (bringImages !== undefined)
    return step(
      'images',
      images,
      (tell) => bringImages({ tell, signal }),
      () => 'there',
    )
  say('images', images)
  return values
}
