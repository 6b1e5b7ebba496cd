import { type ApiValues, apiDefaults } from './api.js'
import { type CacheValues, cacheDefaults } from './cache.js'
import {
  type LimitRangeValues,
  limitRangeDefaults,
  type PriorityClassValues,
  priorityClassDefaults,
  type QuotaValues,
  quotaDefaults,
} from './capacity.js'
import { type DatabaseValues, databaseDefaults } from './database.js'
import { type EdgeValues, edgeDefaults } from './edge.js'
import { type FirstModelValues, firstModelDefaults } from './first-model.js'
import { type GlobalValues, globalDefaults } from './global.js'
import { type JobsValues, jobsDefaults } from './jobs.js'
import { type MigrateValues, migrateDefaults } from './migrate.js'
import { type MlflowValues, mlflowDefaults } from './mlflow.js'
import { type NetworkPolicyValues, networkPolicyDefaults } from './network-policies.js'
import { type PodOptionValues, podOptionDefaults } from './pod-options.js'
import { type SmokeTestValues, smokeTestDefaults } from './smoke-test.js'
import type { LabelMap } from './types.js'
import { type UiValues, uiDefaults } from './ui.js'

/** Everything a user can set. The values schema, values.yaml, the reference and the templates come from here. */
export interface Values extends PodOptionValues, ReleaseValues {}

interface ReleaseValues {
  global: GlobalValues
  /**
   * What the release is for. `production` refuses secrets in values, images without a digest and missing Secrets.
   */
  profile: 'local' | 'development' | 'staging' | 'production'
  /**
   * Base of all object names instead of the release's name.
   * @pattern ^([a-z]([a-z0-9-]{0,38}[a-z0-9])?)?$
   */
  fullnameOverride: string
  /** More labels of all objects. */
  commonLabels: LabelMap
  api: ApiValues
  ui: UiValues
  database: DatabaseValues
  cache: CacheValues
  mlflow: MlflowValues
  migrate: MigrateValues
  firstModel: FirstModelValues
  jobs: JobsValues
  edge: EdgeValues
  networkPolicies: NetworkPolicyValues
  priorityClass: PriorityClassValues
  quota: QuotaValues
  limitRange: LimitRangeValues
  smokeTest: SmokeTestValues
}

export const defaults: Values = {
  global: globalDefaults,
  profile: 'development',
  fullnameOverride: '',
  commonLabels: {},
  api: apiDefaults,
  ui: uiDefaults,
  database: databaseDefaults,
  cache: cacheDefaults,
  mlflow: mlflowDefaults,
  migrate: migrateDefaults,
  firstModel: firstModelDefaults,
  jobs: jobsDefaults,
  edge: edgeDefaults,
  networkPolicies: networkPolicyDefaults,
  priorityClass: priorityClassDefaults,
  quota: quotaDefaults,
  limitRange: limitRangeDefaults,
  ...podOptionDefaults,
  smokeTest: smokeTestDefaults,
}
