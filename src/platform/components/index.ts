import type { Part, PartGroup } from '../kinds/part.js'
import type { PodSetName } from '../topology.js'
import { apiPart } from './api/index.js'
import { smokeTestPart } from './smoke-test/index.js'
import { uiPart } from './ui/index.js'

/** Every set of pods of the topology; one that is missing does not compile. */
export const parts: Readonly<Record<PodSetName, Part>> = {
  api: apiPart,
  ui: uiPart,
  'smoke-test': smokeTestPart,
}

export const namedParts = Object.entries(parts) as readonly (readonly [PodSetName, Part])[]

export const partsIn = (group: PartGroup) => namedParts.filter(([, part]) => part.group === group)
