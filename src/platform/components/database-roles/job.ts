import type { IJob } from 'kubernetes-models/batch/v1'
import { resourceWhen } from '../../../helm/index.js'
import { nameOf } from '../../kinds/names.js'
import { type TaskParts, taskMeta, taskSpec } from '../../kinds/task.js'
import { database } from '../../links/database.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'

const { image, name, uid } = values.database
const scripts = '/etc/slipway'

const parts: TaskParts = {
  image,
  uid,
  command: ['/bin/sh', `${scripts}/roles.sh`],
  env: {
    PGHOST: nameOf('database'),
    PGPORT: String(components.database.ports.postgresql),
    PGUSER: 'postgres',
    PGDATABASE: 'postgres',
    // The server is this release's own; TLS is used when it offers TLS.
    PGSSLMODE: 'prefer',
    DATABASE: name,
    PASSWORDS: database.passwordFolder,
    SCRIPTS: scripts,
  },
  volumes: {
    scripts: { source: { configMap: { name: nameOf('database-roles') } }, mountPath: scripts },
    passwords: { source: { secret: { secretName: database.secretName } }, mountPath: database.passwordFolder },
  },
}

/** Makes users and databases, and sets their passwords, at every installation and upgrade. */
export const rolesJob = resourceWhen<IJob>(database.isEmbedded, {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: taskMeta('database-roles'),
  spec: taskSpec('database-roles', parts),
})
