import { and, env } from '../../../helm/index.js'
import { asEnv } from '../../kinds/shared-env.js'
import { task } from '../../kinds/task.js'
import { database, databaseSettings, databaseVolumes } from '../../links/database.js'
import { values } from '../../values/index.js'

const { image, uid } = values.api

/**
 * Alembic's migrations, and the partitions of the next months: the API itself may not make tables. Safe to run twice and at the
 * same time. At an upgrade it runs beside the pods: those of a new version get no requests until the tables are as they need
 * them (`/readyz`), those of the old one serve on, because migrations first expand, then contract.
 */
export const migrate = task('migrate', {
  exists: and(values.migrate.enabled, database.isUsed),
  atUpgrade: true,
  schedule: values.migrate.partitionSchedule,
  image,
  uid,
  command: ['python', '-m', 'slipway_api', 'migrate'],
  env: [asEnv(databaseSettings('migrator')), ...env({ SLIPWAY_LOG_LEVEL: 'info' })],
  volumes: { database: databaseVolumes('migrator') },
})
