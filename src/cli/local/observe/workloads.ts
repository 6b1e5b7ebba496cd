import type { V1ContainerStatus, V1Job, V1Pod } from '@kubernetes/client-node'
import { componentNames } from '../../../platform/topology.js'
import { componentLabel } from '../release/labels.js'
import type { Snapshot } from './snapshot.js'

/** A Deployment, StatefulSet or Job of the release, in the terms that all of them share. */
export interface Workload {
  readonly component: string
  readonly kind: 'Deployment' | 'StatefulSet' | 'Job'
  readonly name: string
  readonly wanted: number
  readonly ready: number
  /** Rolled out, or completed. */
  readonly isDone: boolean
  /** Why it never will be. */
  readonly failure?: string
  readonly made: Date | undefined
  /** Those of the newest version, newest first. */
  readonly pods: readonly V1Pod[]
}

/** Everything that has to be ready, in the order of the topology. */
export const workloadsOf = (snapshot: Snapshot): readonly Workload[] =>
  unsorted(snapshot).sort((a, b) => rankOf(a.component) - rankOf(b.component))

/** The place of a component in the topology. */
export const rankOf = (component: string): number => (componentNames as readonly string[]).indexOf(component)

const unsorted = (snapshot: Snapshot): Workload[] => [
  ...snapshot.deployments.map(({ metadata, spec, status }): Workload => {
    const wanted = spec?.replicas ?? 1
    const pods = podsOf(snapshot, metadata?.labels, 'pod-template-hash')
    const updated = status?.updatedReplicas ?? 0
    const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 1)
    const isRolledOut = updated === wanted && (status?.replicas ?? 0) === wanted && status?.availableReplicas === wanted
    return {
      ...common(metadata),
      kind: 'Deployment',
      wanted,
      ready: pods.filter(isReady).length,
      isDone: isSeen && (isRolledOut || wanted === 0),
      // Until its first pod is there, those that run are of the version before.
      pods: isSeen && updated > 0 ? pods : [],
    }
  }),
  ...snapshot.statefulSets.map(({ metadata, spec, status }): Workload => {
    const wanted = spec?.replicas ?? 1
    const pods = podsOf(snapshot, metadata?.labels, 'controller-revision-hash')
    const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 1)
    const isRolledOut = status?.updatedReplicas === wanted && status.readyReplicas === wanted
    return {
      ...common(metadata),
      kind: 'StatefulSet',
      wanted,
      ready: pods.filter(isReady).length,
      isDone: isSeen && (isRolledOut || wanted === 0),
      pods,
    }
  }),
  ...newestJobs(snapshot).map(({ metadata, spec, status }): Workload => {
    const condition = (type: string) => status?.conditions?.find((one) => one.type === type && one.status === 'True')
    const failure = condition('Failed')?.message
    return {
      ...common(metadata),
      kind: 'Job',
      wanted: spec?.completions ?? 1,
      ready: status?.succeeded ?? 0,
      isDone: condition('Complete') !== undefined,
      ...(failure !== undefined && { failure }),
      pods: podsOf(snapshot, metadata?.labels, 'batch.kubernetes.io/job-name', metadata?.name),
    }
  }),
]

/** An upgrade that Helm gave up leaves its Jobs behind, beside those of the next one. */
const newestJobs = ({ jobs }: Snapshot): readonly V1Job[] => {
  const newest = new Map<string | undefined, V1Job>()
  for (const job of [...jobs].sort((a, b) => madeAt(a) - madeAt(b))) {
    newest.set(job.metadata?.labels?.[componentLabel], job)
  }
  return [...newest.values()]
}

interface Metadata {
  readonly name?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly creationTimestamp?: Date
}

const common = ({ name = '', labels, creationTimestamp }: Metadata = {}) => ({
  component: labels?.[componentLabel] ?? name,
  name,
  made: creationTimestamp,
})

/** The component's pods that share the value of `version` with the newest of them, or have the given one. */
const podsOf = ({ pods }: Snapshot, labels: Metadata['labels'], version: string, value?: string) => {
  const own = pods
    .filter(({ metadata }) => metadata?.labels?.[componentLabel] === labels?.[componentLabel])
    .filter(({ metadata }) => metadata?.labels?.[version] !== undefined && metadata.deletionTimestamp === undefined)
    .sort((a, b) => madeAt(b) - madeAt(a))
  const newest = value ?? own[0]?.metadata?.labels?.[version]
  return own.filter(({ metadata }) => metadata?.labels?.[version] === newest)
}

/** Milliseconds. */
export const madeAt = ({ metadata }: V1Pod | V1Job): number => new Date(metadata?.creationTimestamp ?? 0).getTime()

export const isReady = ({ status }: V1Pod): boolean =>
  status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false

/** Init containers first, in the order in which they start. */
export const containersOf = ({ status }: V1Pod): readonly V1ContainerStatus[] => [
  ...(status?.initContainerStatuses ?? []),
  ...(status?.containerStatuses ?? []),
]

export const restartsOf = (pods: readonly V1Pod[]): number =>
  pods.flatMap(containersOf).reduce((sum, { restartCount }) => sum + restartCount, 0)
