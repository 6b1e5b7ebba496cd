import type { CoreV1Event, V1Deployment, V1Job, V1Pod, V1StatefulSet } from '@kubernetes/client-node'
import type { Client } from '../kubernetes/client.js'
import { ofTheRelease } from '../release/labels.js'

/** The objects of the release that say how it is, as the cluster has them at one time. */
export interface Snapshot {
  readonly deployments: readonly V1Deployment[]
  readonly statefulSets: readonly V1StatefulSet[]
  readonly jobs: readonly V1Job[]
  readonly pods: readonly V1Pod[]
  readonly events: readonly CoreV1Event[]
}

export const readSnapshot = async ({ apps, batch, core }: Client, namespace: string): Promise<Snapshot> => {
  const all = { namespace, labelSelector: ofTheRelease }
  const [deployments, statefulSets, jobs, pods, events] = await Promise.all([
    apps.listNamespacedDeployment(all),
    apps.listNamespacedStatefulSet(all),
    batch.listNamespacedJob(all),
    core.listNamespacedPod(all),
    core.listNamespacedEvent({ namespace }),
  ])
  return {
    deployments: deployments.items,
    statefulSets: statefulSets.items,
    // A CronJob makes its Jobs for itself: they are no part of an installation.
    jobs: jobs.items.filter(({ metadata }) => metadata?.ownerReferences === undefined),
    pods: pods.items,
    events: events.items,
  }
}
