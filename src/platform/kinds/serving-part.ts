import { type Assertion, add, and, assert, ge, gt, mul, type Resource, text } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import type { ExpectedSecret } from './expected-secret.js'
import type { Part } from './part.js'
import { fewestPods, hasSeveralPods, mostPods, workloadOf } from './workload.js'

interface ServingParts {
  readonly templates: Readonly<Record<string, Resource>>
  readonly secrets: readonly ExpectedSecret[]
  readonly assertions: readonly Assertion[]
}

/** The part of a component that serves with as many pods as the load needs. */
export const servingPart = (name: ServingName, { templates, secrets, assertions }: ServingParts): Part => {
  const { image, resources, rollout } = workloadOf(name)
  return {
    group: 'serving',
    templates,
    fewestPods: fewestPods(name),
    // In the middle of a rollout a pod that drains still counts, so each may be there twice, besides the surge.
    peakPods: add(mul(mostPods(name), 2), rollout.maxSurge),
    containers: [{ key: name, image, resources }],
    secrets,
    assertions: [...scaling(name), ...assertions],
  }
}

const scaling = (name: ServingName): readonly Assertion[] => {
  const { autoscaling, disruption } = workloadOf(name)
  return [
    assert({
      key: `${name}.autoscaling.minReplicas`,
      refuseWhen: gt(autoscaling.minReplicas, autoscaling.maxReplicas),
      problem: text`is ${autoscaling.minReplicas}, more than maxReplicas, which is ${autoscaling.maxReplicas}.`,
      example: 'minReplicas: 3, maxReplicas: 10',
    }),
    assert({
      key: `${name}.disruption.maxUnavailable`,
      refuseWhen: and(hasSeveralPods(name), ge(disruption.maxUnavailable, fewestPods(name))),
      problem: text`is ${disruption.maxUnavailable}: a node drain could take all ${fewestPods(name)} pods at once.`,
      example: 'maxUnavailable: 1',
    }),
  ]
}
