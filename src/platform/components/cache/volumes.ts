import { nameOf } from '../../kinds/names.js'
import type { Volumes } from '../../kinds/volume.js'
import { cache } from '../../links/cache.js'

/** Where the server and its exporter find their files. */
export const folder = {
  config: '/etc/slipway',
  users: '/var/run/secrets/slipway/users',
  monitor: '/var/run/secrets/slipway/monitor',
}

export const cacheServerVolumes: Volumes = {
  config: { source: { configMap: { name: nameOf('cache') } }, mountPath: folder.config },
  users: {
    source: { secret: { secretName: cache.secretName, items: [{ key: 'users.acl', path: 'users.acl' }] } },
    mountPath: folder.users,
  },
}

export const exporterVolumes: Volumes = {
  monitor: {
    source: { secret: { secretName: cache.secretName, items: [{ key: 'monitor.json', path: 'passwords.json' }] } },
    mountPath: folder.monitor,
  },
}
