import type { IPodSpec } from 'kubernetes-models/v1'
import { type LiftObject, match } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import { selectorLabels } from './metadata.js'
import { workloadOf } from './workload.js'

/** Pods of a component run apart from each other by node, and evenly over zones. */
export const spreadOf = (component: ServingName) => {
  const labelSelector = { matchLabels: selectorLabels(component) }
  // Only pods of the same version avoid each other, so a rollout needs no spare node.
  const otherNode = { topologyKey: 'kubernetes.io/hostname', labelSelector, matchLabelKeys: ['pod-template-hash'] }
  return {
    affinity: match(workloadOf(component).scheduling.antiAffinity, {
      required: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [otherNode] } },
      preferred: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: otherNode }],
        },
      },
      none: undefined,
    }),
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector,
        matchLabelKeys: ['pod-template-hash'],
      },
    ],
  } satisfies Partial<LiftObject<IPodSpec>>
}
