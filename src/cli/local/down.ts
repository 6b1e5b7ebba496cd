import { rm } from 'node:fs/promises'
import { clusterOf } from './cluster/chosen.js'
import type { ClusterKind } from './cluster/cluster.js'
import { kindProgram } from './cluster/facts.js'
import { readState } from './cluster/state.js'
import { stopForwards } from './forward/control.js'
import { serverOf } from './kubernetes/access.js'
import { type Client, connect, mustAnswer } from './kubernetes/client.js'
import { places } from './machine/places.js'
import type { WhereOptions } from './release/find.js'
import { type Found, findRelease } from './release/find.js'
import { statusOf, uninstall } from './release/helm.js'
import { ofTheRelease } from './release/labels.js'
import { namespaceState, removeNamespace } from './release/namespace.js'
import { type Place, releaseName } from './release/place.js'
import { confirm } from './terminal/confirm.js'
import { untilInterrupted } from './terminal/interrupt.js'
import { say, step, type Tell } from './terminal/progress.js'

export interface DownOptions extends WhereOptions {
  readonly yes?: boolean
  readonly keepCluster?: boolean
}

/**
 * Removes what `up` made, and says what that was. Where nothing is up it says so.
 *
 * @throws UserError when something cannot be removed, or nobody agreed
 */
export const down = (options: DownOptions): Promise<void> =>
  untilInterrupted('`npx slipway down` goes on from here.', (signal) => takeDown(options, signal))

const takeDown = async (options: DownOptions, signal: AbortSignal): Promise<void> => {
  const found = findRelease(options) ?? withoutState(options)
  if (found === undefined) {
    const isStopped = await forget()
    console.log(isStopped ? 'nothing was up but the forwarded ports; they are closed' : 'nothing is up')
    return
  }
  const removed = isKept(found.cluster, options)
    ? await removeRelease(found, options, signal)
    : await removeCluster(found, signal)
  if (isCurrent(found) && (await forget())) removed.push('the forwarded ports')
  console.log(`removed: ${removed.length === 0 ? 'nothing, it was gone already' : removed.join(', ')}`)
  if (found.cluster !== 'existing' && options.keepCluster === true) {
    console.log(`kept: the ${found.cluster} cluster; npx slipway down --cluster ${found.cluster} removes it`)
  }
}

/** Files and forwarded ports belong to what `up` chose last, which another context is not. */
const isCurrent = ({ cluster, access }: Found): boolean => {
  const state = readState()
  return state === undefined || (state.cluster === cluster && state.access.context === access.context)
}

/** A cluster can be named although nobody wrote down that it is up. */
const withoutState = ({ cluster, namespace }: DownOptions): Found | undefined => {
  if (cluster === undefined) return undefined
  const { access } = clusterOf(cluster, {}, {})
  return { cluster, access, namespace: namespace ?? releaseName }
}

const isKept = (cluster: ClusterKind, { keepCluster }: DownOptions): boolean =>
  cluster === 'existing' || keepCluster === true

/** Ends the process that forwards ports and removes all files; says whether there was such a process. */
const forget = async (): Promise<boolean> => {
  const isStopped = await stopForwards()
  await rm(places.local, { recursive: true, force: true })
  return isStopped
}

const removeCluster = async ({ cluster }: Found, signal: AbortSignal): Promise<string[]> => {
  const kind = cluster === 'kind' ? await kindProgram() : undefined
  const { remove } = clusterOf(cluster, { kind }, {})
  const gone = await step(
    'cluster',
    `removing the ${cluster} cluster`,
    async (tell) => remove?.({ tell, signal }),
    () => 'gone',
  )
  return gone === undefined ? [] : [gone]
}

const removeRelease = async (found: Found, { yes }: DownOptions, signal: AbortSignal): Promise<string[]> => {
  const client = await connect(found.access)
  await mustAnswer(client)
  const { namespace } = found
  const state = await namespaceState(client, namespace)
  const isInstalled = state !== 'missing' && (await statusOf(found)) !== undefined
  if (!isInstalled && state !== 'ours') return []
  if (found.cluster === 'existing') {
    await agree(client, found, isInstalled, state === 'ours', yes === true)
  }
  const removed: string[] = []
  if (isInstalled) {
    await step(
      'chart',
      `helm uninstall ${releaseName}`,
      () => uninstall(found),
      () => 'gone',
    )
    removed.push(`release ${releaseName}`)
  }
  if (state === 'ours') {
    const work = (tell: Tell) => removeNamespace(client, namespace, { tell, signal })
    await step('namespace', `removing ${namespace} and all in it`, work, () => 'gone')
    removed.push(`namespace ${namespace} with its volumes`)
  } else {
    await sayWhatStays(client, namespace)
  }
  return removed
}

const agree = (client: Client, place: Place, isInstalled: boolean, isOurs: boolean, isAgreed: boolean) => {
  const { namespace, access } = place
  const namespaceToo = isOurs ? `namespace ${namespace} with all that is in it, volumes too` : ''
  const release = isInstalled ? `the release ${releaseName}` : ''
  const kept = isOurs ? '' : '; the namespace stays, slipway did not make it'
  return confirm(
    [
      ['context', access.context ?? ''],
      ['server', serverOf(client.config)],
      ['namespace', namespace],
      ['it would', `remove ${[release, namespaceToo].filter((part) => part !== '').join(' and ')}${kept}`],
    ],
    isAgreed,
  )
}

/** Volumes outlive a release on purpose. */
const sayWhatStays = async ({ core }: Client, namespace: string): Promise<void> => {
  const { items } = await core.listNamespacedPersistentVolumeClaim({ namespace, labelSelector: ofTheRelease })
  // A claim with an owner goes with it, a little later.
  const kept = items.filter(({ metadata }) => metadata?.ownerReferences === undefined)
  const names = kept.map(({ metadata }) => metadata?.name)
  if (names.length > 0) say('namespace', `it stays, and so do the volumes of ${names.join(', ')}`)
}
