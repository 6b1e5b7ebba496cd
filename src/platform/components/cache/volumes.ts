import { nameOf } from '../../kinds/names.js'
import type { OwnVolumes } from '../../kinds/own-volume.js'
import { cache } from '../../links/cache.js'
import { values } from '../../values/index.js'

/** Where the server and its exporter find their files. */
export const folder = { config: '/etc/slipway', users: '/var/run/secrets/slipway/users' }

export const cacheServerVolumes: OwnVolumes = {
  config: { source: { configMap: { name: nameOf('cache') } }, mountPath: folder.config },
  users: {
    source: { secret: { secretName: cache.secretName, items: [{ key: 'users.acl', path: 'users.acl' }] } },
    mountPath: folder.users,
  },
}

export const exporterVolumes: OwnVolumes = {
  monitor: {
    source: { secret: { secretName: cache.secretName, items: [{ key: 'monitor.json', path: 'passwords.json' }] } },
    mountPath: '/var/run/secrets/slipway/monitor',
    onlyWhen: values.cache.exporter.enabled,
  },
}
