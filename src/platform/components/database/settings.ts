import type { Data } from '../../kinds/config-map.js'
import { database } from '../../links/database.js'
import { folder } from './volumes.js'

/** Settings of the image's entry point: `database.env` replaces them name by name. */
export const databaseSettings: Data = {
  PGDATA: `${folder.data}/18/docker`,
  POSTGRES_USER: 'postgres',
  POSTGRES_PASSWORD_FILE: `${database.passwordFolder}/postgres`,
  // The collation of the database must not change with the image's C library.
  POSTGRES_INITDB_ARGS: '--data-checksums --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8',
}
