import type { IJob } from 'kubernetes-models/batch/v1'
import { resourceWhen } from '../../../helm/index.js'
import { taskMeta, taskSpec } from '../../kinds/task.js'
import { migrateIsThere, migrateTask } from './task.js'

/**
 * Migrates at every installation and upgrade, beside the pods: those of a new version get no requests until the tables are
 * as they need them (`/readyz`), those of the old one serve on, because migrations first expand, then contract.
 */
export const migrateJob = resourceWhen<IJob>(migrateIsThere, {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: taskMeta('migrate'),
  spec: taskSpec('migrate', migrateTask),
})
