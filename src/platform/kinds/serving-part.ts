import { add, mul, type Resource, type Rules } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import type { ExpectedSecret } from './expected-secret.js'
import type { Part } from './part.js'
import { fewestPods, mostPods, workloadOf } from './workload.js'

interface ServingParts {
  readonly templates: Readonly<Record<string, Resource>>
  readonly secrets: readonly ExpectedSecret[]
  readonly assertions: Rules
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
    assertions,
  }
}
