import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { type Resource, resourceWhen } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import { objectMeta, selectorLabels } from './metadata.js'
import { hasSeveralPods, workloadOf } from './workload.js'

/** How many pods a node drain may take. Broken pods never block a drain. */
export const disruptionBudgetFor = (component: ServingName): Resource =>
  resourceWhen<IPodDisruptionBudget>(hasSeveralPods(component), {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: objectMeta(component),
    spec: {
      maxUnavailable: workloadOf(component).disruption.maxUnavailable,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorLabels(component) },
    },
  })
