import { and } from '../../../helm/index.js'
import type { TaskParts } from '../../kinds/task.js'
import { database, databaseSettings, databaseVolumes } from '../../links/database.js'
import { values } from '../../values/index.js'

const { api, migrate } = values

export const migrateIsThere = and(migrate.enabled, database.isUsed)

/** Alembic's migrations, and the partitions of the next months. Safe to run twice and at the same time. */
export const migrateTask: TaskParts = {
  image: api.image,
  uid: api.uid,
  command: ['python', '-m', 'slipway_api', 'migrate'],
  env: { ...databaseSettings('migrator'), SLIPWAY_LOG_LEVEL: 'info' },
  volumes: databaseVolumes('migrator'),
}
