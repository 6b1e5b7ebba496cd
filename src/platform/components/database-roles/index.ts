import type { Part } from '../../kinds/part.js'
import { serviceAccountFor } from '../../kinds/service-account.js'
import { database } from '../../links/database.js'
import { values } from '../../values/index.js'
import { rolesConfigMap } from './config-map.js'
import { rolesJob } from './job.js'

/** Users and databases of PostgreSQL in the release. */
export const databaseRolesPart: Part = {
  group: 'task',
  templates: {
    'config-map': rolesConfigMap,
    job: rolesJob,
    'service-account': serviceAccountFor('database-roles', database.isEmbedded),
  },
  exists: database.isEmbedded,
  containers: [{ key: 'jobs', resources: values.jobs.resources }],
}
