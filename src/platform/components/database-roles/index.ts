import { env } from '../../../helm/index.js'
import { configMapFor } from '../../kinds/config-map.js'
import { nameOf } from '../../kinds/names.js'
import { task } from '../../kinds/task.js'
import { database } from '../../links/database.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'
import { script, sql } from './script.js'

const { image, name, uid } = values.database
const exists = database.isEmbedded
const scripts = '/etc/slipway'

/** Makes users and databases of PostgreSQL in the release, and sets their passwords. */
export const databaseRoles = task('database-roles', {
  exists,
  atUpgrade: true,
  image,
  uid,
  command: ['/bin/sh', `${scripts}/roles.sh`],
  env: env({
    PGHOST: nameOf('database'),
    PGPORT: String(portOf('database', 'postgresql')),
    PGUSER: 'postgres',
    PGDATABASE: 'postgres',
    // The server is this release's own; TLS is used when it offers TLS.
    PGSSLMODE: 'prefer',
    DATABASE: name,
    PASSWORDS: database.passwordFolder,
    SCRIPTS: scripts,
  }),
  volumes: {
    scripts: { source: { configMap: { name: nameOf('database-roles') } }, mountPath: scripts },
    passwords: { source: { secret: { secretName: database.secretName } }, mountPath: database.passwordFolder },
  },
  objects: { 'config-map': configMapFor('database-roles', { 'roles.sh': script, 'roles.sql': sql }, { exists }) },
})
