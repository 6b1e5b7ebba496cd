import { add, type Expr, gt, ifElse, named, type Ref } from '../../helm/index.js'
import type { ComponentName, ServingName } from '../topology.js'
import { type PodValues, values, type WorkloadValues } from '../values/index.js'

/** The values that a component shares with all others. */
export const podValuesOf = (component: ComponentName): Ref<PodValues> => values[component]

/** The values that a component shares with all that scale. */
export const workloadOf = (component: ServingName): Ref<WorkloadValues> => values[component]

/** Fewest pods in normal operation. */
export const fewestPods = (component: ServingName): Expr<number> => {
  const { autoscaling, replicas } = workloadOf(component)
  return named(`${component}FewestPods`, ifElse(autoscaling.enabled, autoscaling.minReplicas, replicas))
}

/** Most pods in normal operation; a rollout adds its surge. */
export const mostPods = (component: ServingName): Expr<number> => {
  const { autoscaling, replicas } = workloadOf(component)
  return named(`${component}MostPods`, ifElse(autoscaling.enabled, autoscaling.maxReplicas, replicas))
}

/** A disruption budget over a single pod would block every node drain. */
export const hasSeveralPods = (component: ServingName): Expr<boolean> => gt(fewestPods(component), 1)

/**
 * Grace period: `preStop + drain + margin`, so the inequality `preStop + graceful time-out + margin <= grace` holds by
 * construction.
 */
export const gracePeriodSeconds = ({ shutdown }: Ref<WorkloadValues>): Expr<number> =>
  add(shutdown.preStopSeconds, shutdown.drainSeconds, shutdown.marginSeconds)
