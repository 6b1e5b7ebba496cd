import { add, type Expr, gt, ifElse, named, type Ref } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import type { WorkloadValues } from '../values/index.js'
import { workloadOf } from './server-values.js'

/** Fewest pods in normal operation. */
export const fewestPods = (server: ServingName): Expr<number> => {
  const { autoscaling, replicas } = workloadOf(server)
  return named(`${server}FewestPods`, ifElse(autoscaling.enabled, autoscaling.minReplicas, replicas))
}

/** Most pods in normal operation; a rollout adds its surge. */
export const mostPods = (server: ServingName): Expr<number> => {
  const { autoscaling, replicas } = workloadOf(server)
  return named(`${server}MostPods`, ifElse(autoscaling.enabled, autoscaling.maxReplicas, replicas))
}

/** A disruption budget over a single pod would block every node drain. */
export const hasSeveralPods = (server: ServingName): Expr<boolean> => gt(fewestPods(server), 1)

/**
 * Grace period: `preStop + drain + margin`, so the inequality `preStop + graceful time-out + margin <= grace` holds by
 * construction.
 */
export const gracePeriodSeconds = ({ shutdown }: Ref<WorkloadValues>): Expr<number> =>
  add(shutdown.preStopSeconds, shutdown.drainSeconds, shutdown.marginSeconds)
