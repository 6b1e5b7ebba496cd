import { always, commandCheck } from '../../kinds/probes.js'
import { server } from '../../kinds/server.js'
import { cache as link } from '../../links/cache.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'
import { cacheAssertions } from './assertions.js'
import { cacheConfig } from './config.js'
import { cacheSecrets } from './expected-secrets.js'
import { cacheSecret } from './secret.js'
import { cacheServerVolumes, exporterVolumes, folder } from './volumes.js'

const port = portOf('cache', 'valkey')

/** Valkey in the release. A new version starts empty beside the old one, so there is always a cache to ask. */
export const cache = server('cache', {
  exists: link.isEmbedded,
  isOutside: link.isExternal,
  container: {
    command: ['valkey-server'],
    args: [`${folder.config}/valkey.conf`],
    checks: always(commandCheck('valkey-cli', '-e', '-p', String(port), 'ping')),
  },
  sidecars: {
    exporter: {
      values: values.cache.exporter,
      env: {
        REDIS_ADDR: `redis://127.0.0.1:${port}`,
        REDIS_USER: 'monitor',
        REDIS_PASSWORD_FILE: `${folder.monitor}/passwords.json`,
        REDIS_EXPORTER_SET_CLIENT_NAME: 'false',
      },
      volumes: exporterVolumes,
    },
  },
  files: { config: { 'valkey.conf': cacheConfig } },
  volumes: cacheServerVolumes,
  objects: { secret: cacheSecret },
  secrets: cacheSecrets,
  assertions: cacheAssertions,
})
