import type { Component } from '../kinds/component.js'
import type { ComponentName } from '../topology.js'
import { api } from './api/index.js'
import { cache } from './cache/index.js'
import { database } from './database/index.js'
import { databaseRoles } from './database-roles/index.js'
import { firstModel } from './first-model/index.js'
import { migrate } from './migrate/index.js'
import { mlflow } from './mlflow/index.js'
import { mlflowGc } from './mlflow-gc/index.js'
import { smokeTest } from './smoke-test/index.js'
import { ui } from './ui/index.js'

/** Every component of the topology; one that is missing does not compile. */
export const components: Readonly<Record<ComponentName, Component>> = {
  api,
  ui,
  database,
  cache,
  mlflow,
  'database-roles': databaseRoles,
  migrate,
  'first-model': firstModel,
  'mlflow-gc': mlflowGc,
  'smoke-test': smokeTest,
}

export const namedComponents = Object.entries(components) as readonly (readonly [ComponentName, Component])[]
