import type { IDeploymentSpec } from 'kubernetes-models/apps/v1'
import { type LiftObject, not, when } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import { selectorLabels } from './metadata.js'
import { workloadOf } from './workload.js'

/** The fields of a Deployment that are the same for all components. A pod leaves only when its successor is ready. */
export const deploymentBasics = (component: ServingName) => {
  const { autoscaling, replicas, rollout } = workloadOf(component)
  return {
    // An autoscaler owns the number: sending it too would undo its work at every upgrade.
    replicas: when(not(autoscaling.enabled), replicas),
    revisionHistoryLimit: rollout.revisionHistory,
    minReadySeconds: rollout.minReadySeconds,
    selector: { matchLabels: selectorLabels(component) },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: rollout.maxSurge } },
  } satisfies Partial<LiftObject<IDeploymentSpec>>
}
