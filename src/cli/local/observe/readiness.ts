import type { CoreV1Event, V1ContainerStatus, V1Pod } from '@kubernetes/client-node'
import { type ComponentName, callsFrom, componentNames } from '../../../platform/topology.js'
import type { Snapshot } from './snapshot.js'
import { containersOf, isReady, type Workload, workloadsOf } from './workloads.js'

/** Why something is not ready. */
export interface Reason {
  /** For people, on one line. */
  readonly text: string
  /** An entry of `patienceSeconds`; without one it is normal for a while. */
  readonly problem?: Problem
  readonly pod?: string
  readonly container?: string
  /** The container has ended with an error, so its last lines say more than events. */
  readonly hasCrashed?: boolean
}

/** How long each kind of trouble is looked at before it counts as final. Many mend themselves while others start. */
export const patienceSeconds = {
  'job failed': 0,
  'image name': 0,
  'pod is refused': 30,
  configuration: 45,
  image: 90,
  'no node': 120,
  // Of waiting for the next start: that takes twice as long each time, 10 s at first, so five starts have failed then.
  crash: 45,
} as const

export type Problem = keyof typeof patienceSeconds

/** A workload that is not ready. */
export interface Waiting extends Workload {
  readonly reason: Reason
}

/** What is not ready, and why: what nothing else waits for comes last. */
export const waitingIn = (snapshot: Snapshot): readonly Waiting[] => {
  const waiting = workloadsOf(snapshot)
    .filter(({ isDone }) => !isDone)
    .map((workload) => ({ ...workload, reason: reasonOf(workload, snapshot.events) }))
  return [...waiting].sort((a, b) => depth(a.component) - depth(b.component))
}

/** How far the calls of a component reach: 0 for one that calls no other. Components may call each other. */
const depth = (component: string, above: readonly string[] = []): number => {
  const path = [...above, component]
  const callees = callsFrom(component as ComponentName).map(({ to }): string => to)
  const inside = callees.filter((to) => (componentNames as readonly string[]).includes(to) && !path.includes(to))
  return Math.max(0, ...inside.map((to) => 1 + depth(to, path)))
}

const shownWaiting = 5

/** Such as "waiting for 2 of 8: mlflow (0/1: pulling), api (0/1: readiness probe fails)". */
export const inWords = (waiting: readonly Waiting[], total: number): string => {
  const shown = waiting.slice(0, shownWaiting).map(oneInWords).join(', ')
  const rest = waiting.length - shownWaiting
  return `waiting for ${waiting.length} of ${total}: ${shown}${rest > 0 ? ` and ${rest} more` : ''}`
}

const oneInWords = ({ component, ready, wanted, reason }: Waiting): string =>
  `${component} (${ready}/${wanted}: ${brief(reason.text, 48)})`

const reasonOf = (workload: Workload, events: readonly CoreV1Event[]): Reason => {
  if (workload.failure !== undefined) {
    return { ...lastCrash(workload.pods), text: `failed: ${workload.failure}`, problem: 'job failed' }
  }
  const pod = workload.pods.find((one) => !isReady(one) && one.status?.phase !== 'Succeeded')
  if (pod !== undefined) return { ...reasonOfPod(pod, events), pod: pod.metadata?.name ?? '' }
  if (workload.pods.length > 0) return { text: almost[workload.kind] }
  return withoutPods(workload, events)
}

/** What is still to come when all pods are ready. */
const almost: Readonly<Record<Workload['kind'], string>> = {
  Deployment: 'ready for a moment, or older pods end',
  StatefulSet: 'ready for a moment',
  Job: 'runs',
}

/** Quotas and Pod Security refuse pods; only an event of the controller says so. */
const withoutPods = ({ name }: Workload, events: readonly CoreV1Event[]): Reason => {
  const refused = newest(
    events.filter(({ involvedObject, reason }) => reason === 'FailedCreate' && involvedObject.name?.startsWith(name)),
  )
  if (refused === undefined) return { text: 'no pod yet' }
  return { text: brief(refused.message), problem: 'pod is refused' }
}

const lastCrash = (pods: readonly V1Pod[]): Partial<Reason> => {
  for (const pod of pods) {
    const crashed = containersOf(pod).find(({ state, lastState }) => exitCode(state) || exitCode(lastState))
    if (crashed !== undefined) return { pod: pod.metadata?.name ?? '', container: crashed.name, hasCrashed: true }
  }
  return {}
}

const exitCode = (state: V1ContainerStatus['state']): number => state?.terminated?.exitCode ?? 0

const reasonOfPod = (pod: V1Pod, events: readonly CoreV1Event[]): Reason => {
  const own = events.filter(({ involvedObject }) => involvedObject.uid === pod.metadata?.uid)
  const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled')
  if (scheduled?.status === 'False') {
    // Any other reason is the scheduler's own, which tries again.
    if (scheduled.reason !== 'Unschedulable') return { text: 'waits for a node' }
    return { text: `no node takes it: ${brief(scheduled.message)}`, problem: 'no node' }
  }
  const blocking = containersOf(pod).find((status) => !isPassed(pod, status))
  if (blocking === undefined) return { text: 'starting' }
  return { ...reasonOfContainer(blocking, own), container: blocking.name }
}

/** Whether the start of the pod goes on after this container. */
const isPassed = (pod: V1Pod, { name, state, ready }: V1ContainerStatus): boolean => {
  const init = pod.spec?.initContainers?.find((one) => one.name === name)
  if (init === undefined || init.restartPolicy === 'Always') return ready
  return state?.terminated?.exitCode === 0
}

const reasonOfContainer = (status: V1ContainerStatus, events: readonly CoreV1Event[]): Reason => {
  const { waiting, terminated, running } = status.state ?? {}
  if (terminated !== undefined && terminated.exitCode !== 0) return crashed(status)
  if (waiting !== undefined) return reasonOfWaiting(status, waiting.reason ?? '', waiting.message, events)
  if (running !== undefined && status.restartCount > 0 && exitCode(status.lastState) !== 0) {
    const { text } = crashed(status)
    return { text: `runs again, it ${text}`, hasCrashed: true }
  }
  return { text: probeFailure(events, running?.startedAt) ?? 'starting' }
}

const reasonOfWaiting = (
  status: V1ContainerStatus,
  reason: string,
  message: string | undefined,
  events: readonly CoreV1Event[],
): Reason => {
  switch (reason) {
    case 'CrashLoopBackOff':
      return crashed(status)
    case 'ErrImagePull':
    case 'ImagePullBackOff':
      return { text: `cannot pull ${status.image}`, problem: 'image' }
    case 'ErrImageNeverPull':
    case 'InvalidImageName':
      return { text: brief(message ?? reason), problem: 'image name' }
    case '':
    case 'ContainerCreating':
    case 'PodInitializing':
      return beforeTheStart(status, events)
    default:
      return { text: `${reason}: ${brief(message)}`, problem: 'configuration' }
  }
}

/** What follows it says what is missing. */
const mountPrefix = /^MountVolume\.SetUp failed for volume "[^"]*" ?: /

/** Only events tell what the kubelet does before a container starts. */
const beforeTheStart = ({ image }: V1ContainerStatus, events: readonly CoreV1Event[]): Reason => {
  const last = newest(events.filter(({ reason }) => reason !== 'Scheduled'))
  if (last?.reason === 'Pulling') return { text: 'pulling' }
  if (last?.message?.includes('pull image')) return { text: `cannot pull ${image}`, problem: 'image' }
  if (last?.reason?.startsWith('Failed')) {
    return { text: brief(last.message?.replace(mountPrefix, 'volume: ')), problem: 'configuration' }
  }
  return { text: 'starting' }
}

const crashed = ({ restartCount, state, lastState }: V1ContainerStatus): Reason => {
  const last = state?.terminated ?? lastState?.terminated
  const why = last?.reason === undefined || last.reason === 'Error' ? '' : `, ${last.reason}`
  const times = restartCount > 1 ? ` ${restartCount} times, last` : ''
  return { text: `crashed${times} with exit code ${last?.exitCode ?? '?'}${why}`, problem: 'crash', hasCrashed: true }
}

/** Events of a container that ran before count no more. */
const probeFailure = (events: readonly CoreV1Event[], since: Date | undefined): string | undefined => {
  const begin = new Date(since ?? 0).getTime()
  const failed = newest(events.filter((event) => event.reason === 'Unhealthy' && timeOf(event) >= begin))
  const probe = /^(Startup|Readiness|Liveness) probe/.exec(failed?.message ?? '')?.[1]
  return probe === undefined ? undefined : `${probe.toLowerCase()} probe fails`
}

export const timeOf = ({ lastTimestamp, eventTime, series, metadata }: CoreV1Event): number =>
  new Date(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? 0).getTime()

const newest = (events: readonly CoreV1Event[]): CoreV1Event | undefined =>
  [...events].sort((a, b) => timeOf(b) - timeOf(a))[0]

const brief = (text = 'no reason given', longest = 140): string => {
  const line = text.split('\n')[0] ?? ''
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
