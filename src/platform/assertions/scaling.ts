import { and, assert, each, ge, gt, ifElse, memberOf, named, text } from '../../helm/index.js'
import { type ServingName, serving } from '../topology.js'
import { values } from '../values/index.js'

/** Whatever scales has a range, and more pods than a node drain may take. */
export const scalingRules = each(Object.keys(serving) as ServingName[], (name) => {
  const { autoscaling, disruption, replicas } = named('workload', memberOf(values, name))
  const fewest = named('fewest', ifElse(autoscaling.enabled, autoscaling.minReplicas, replicas))
  return [
    assert({
      key: text`${name}.autoscaling.minReplicas`,
      refuseWhen: gt(autoscaling.minReplicas, autoscaling.maxReplicas),
      problem: text`is ${autoscaling.minReplicas}, more than maxReplicas, which is ${autoscaling.maxReplicas}.`,
      example: 'minReplicas: 3, maxReplicas: 10',
    }),
    assert({
      key: text`${name}.disruption.maxUnavailable`,
      refuseWhen: and(gt(fewest, 1), ge(disruption.maxUnavailable, fewest)),
      problem: text`is ${disruption.maxUnavailable}: a node drain could take all ${fewest} pods at once.`,
      example: 'maxUnavailable: 1',
    }),
  ]
})
