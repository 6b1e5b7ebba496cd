import type { ICronJob } from 'kubernetes-models/batch/v1'
import { resourceWhen } from '../../../helm/index.js'
import { cronJobBasics } from '../../kinds/cron-job.js'
import { objectMeta } from '../../kinds/metadata.js'
import { taskSpec } from '../../kinds/task.js'
import { values } from '../../values/index.js'
import { migrateIsThere, migrateTask } from './task.js'

/** Makes the partitions of the next months: the API itself may not make tables. */
export const migrateCronJob = resourceWhen<ICronJob>(migrateIsThere, {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: objectMeta('migrate'),
  spec: {
    ...cronJobBasics(values.migrate.partitionSchedule),
    jobTemplate: { spec: taskSpec('migrate', migrateTask) },
  },
})
