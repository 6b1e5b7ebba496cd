import { nonEmpty } from '../../../helm/index.js'
import { nameOf } from '../../kinds/names.js'
import type { Volumes } from '../../kinds/volume.js'
import { database } from '../../links/database.js'
import { values } from '../../values/index.js'

const { tls } = values.database

/** Where the server finds its files. */
export const folder = {
  config: '/etc/slipway',
  data: '/var/lib/postgresql',
  socket: '/var/run/postgresql',
  tls: '/var/run/secrets/slipway/tls',
  monitor: '/var/run/secrets/slipway/monitor',
}

/** Name of the claim. The volumes that exist carry it, so it can never change. */
export const claim = 'data'

export const databaseVolumes: Volumes = {
  [claim]: { mountPath: folder.data, isWritable: true },
  config: { source: { configMap: { name: nameOf('database', 'files') } }, mountPath: folder.config },
  passwd: {
    source: { configMap: { name: nameOf('database', 'files') } },
    mountPath: '/etc/passwd',
    subPath: 'passwd',
    exists: values.podSecurity.fixedUsers,
  },
  password: {
    source: { secret: { secretName: database.secretName, items: [{ key: 'postgres', path: 'postgres' }] } },
    mountPath: database.passwordFolder,
  },
  socket: { source: { emptyDir: { sizeLimit: '16Mi' } }, mountPath: folder.socket, isWritable: true },
  // Parallel queries share memory here; it counts as memory of the pod.
  shm: {
    source: { emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } },
    mountPath: '/dev/shm',
    isWritable: true,
  },
  tls: {
    // PostgreSQL refuses a key that others may read.
    source: { secret: { secretName: tls.existingSecret, defaultMode: 0o440 } },
    mountPath: folder.tls,
    exists: nonEmpty(tls.existingSecret),
  },
}

export const exporterVolumes: Volumes = {
  monitor: {
    source: { secret: { secretName: database.secretName, items: [{ key: 'monitor', path: 'password' }] } },
    mountPath: folder.monitor,
  },
}
