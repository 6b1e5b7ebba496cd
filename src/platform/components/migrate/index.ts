import type { Part } from '../../kinds/part.js'
import { serviceAccountFor } from '../../kinds/service-account.js'
import { values } from '../../values/index.js'
import { migrateCronJob } from './cron-job.js'
import { migrateJob } from './job.js'
import { migrateIsThere } from './task.js'

/** The tables of the prediction log. */
export const migratePart: Part = {
  group: 'task',
  templates: {
    'cron-job': migrateCronJob,
    job: migrateJob,
    'service-account': serviceAccountFor('migrate', migrateIsThere),
  },
  exists: migrateIsThere,
  // The Job of an upgrade and that of the schedule.
  peakPods: 2,
  containers: [{ key: 'jobs', resources: values.jobs.resources }],
}
