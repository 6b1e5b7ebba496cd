import type { Part, PartGroup } from '../kinds/part.js'
import type { PodSetName } from '../topology.js'
import { apiPart } from './api/index.js'
import { cachePart } from './cache/index.js'
import { databasePart } from './database/index.js'
import { databaseRolesPart } from './database-roles/index.js'
import { firstModelPart } from './first-model/index.js'
import { migratePart } from './migrate/index.js'
import { mlflowPart } from './mlflow/index.js'
import { mlflowGcPart } from './mlflow-gc/index.js'
import { smokeTestPart } from './smoke-test/index.js'
import { uiPart } from './ui/index.js'

/** Every set of pods of the topology; one that is missing does not compile. */
export const parts: Readonly<Record<PodSetName, Part>> = {
  api: apiPart,
  ui: uiPart,
  database: databasePart,
  cache: cachePart,
  mlflow: mlflowPart,
  'database-roles': databaseRolesPart,
  migrate: migratePart,
  'first-model': firstModelPart,
  'mlflow-gc': mlflowGcPart,
  'smoke-test': smokeTestPart,
}

export const namedParts = Object.entries(parts) as readonly (readonly [PodSetName, Part])[]

export const partsIn = (group: PartGroup) => namedParts.filter(([, part]) => part.group === group)
