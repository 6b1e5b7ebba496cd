import type { ISecret } from 'kubernetes-models/v1'
import {
  and,
  configText,
  entryOf,
  isEmpty,
  json,
  named,
  nonEmpty,
  resourceWhen,
  sha256,
  text,
  when,
} from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { cache } from '../../links/cache.js'
import { values } from '../../values/index.js'
import { type CacheUser, exporterAddress, healthCheckUser, users } from './users.js'

const { existingSecret, passwords } = values.cache

const hashOf = (user: CacheUser) => named(`${user}Hash`, sha256(entryOf(passwords, user, '')))

/** Users as Valkey reads them. */
const userList = configText`
  ${healthCheckUser}
  user app reset on #${hashOf('app')} ${users.app}
  user monitor reset on #${hashOf('monitor')} ${users.monitor}
`

/** Passwords from the values, for development; production brings its own Secret. */
export const cacheSecret = resourceWhen<ISecret>(and(cache.isUsed, isEmpty(existingSecret), nonEmpty(passwords)), {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: objectMeta('cache'),
  type: 'Opaque',
  stringData: {
    app: entryOf(passwords, 'app', ''),
    monitor: entryOf(passwords, 'monitor', ''),
    'monitor.json': when(cache.isEmbedded, text`{"${exporterAddress}": ${json(entryOf(passwords, 'monitor', ''))}}`),
    'users.acl': when(cache.isEmbedded, userList),
  },
})
