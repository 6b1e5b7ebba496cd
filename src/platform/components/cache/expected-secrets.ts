import { and, isEmpty, nonEmpty, or } from '../../../helm/index.js'
import { type ExpectedSecret, given, random } from '../../kinds/expected-secret.js'
import { cache } from '../../links/cache.js'
import { values } from '../../values/index.js'
import { exporterAddress, healthCheckUser, users } from './users.js'

const { existingSecret, passwords } = values.cache

export const cacheSecrets: readonly ExpectedSecret[] = [
  {
    value: 'cache.existingSecret',
    name: cache.secretName,
    isExpected: and(cache.isEmbedded, or(nonEmpty(existingSecret), isEmpty(passwords))),
    entries: [
      { key: 'app', purpose: 'password of the API', content: random },
      { key: 'monitor', purpose: 'password of the exporter', content: random },
      {
        key: 'monitor.json',
        purpose: 'that password, as the exporter reads it',
        content: { kind: 'passwordMap', address: exporterAddress, of: 'monitor' },
      },
      {
        key: 'users.acl',
        purpose: 'those users, as Valkey reads them',
        content: { kind: 'cacheUsers', first: healthCheckUser, rights: users },
      },
    ],
  },
  {
    value: 'cache.existingSecret',
    name: existingSecret,
    isExpected: and(cache.isExternal, nonEmpty(existingSecret)),
    entries: [{ key: 'app', purpose: 'password of the API', content: given }],
  },
]
