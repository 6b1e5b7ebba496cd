import { nonEmpty } from '../../../helm/index.js'
import { type ExpectedSecret, random } from '../../kinds/expected-secret.js'
import { values } from '../../values/index.js'

const { auth } = values.api

export const apiSecrets: readonly ExpectedSecret[] = [
  {
    value: 'api.auth.existingSecret',
    name: auth.existingSecret,
    isExpected: nonEmpty(auth.existingSecret),
    entries: [
      {
        key: 'ui',
        purpose: 'hash of the key of the user interface; an entry more for each client',
        content: {
          kind: 'apiKeyHash',
          of: { secret: 'ui.apiAccess.existingSecret', entry: values.ui.apiAccess.secretKey },
        },
      },
    ],
  },
  {
    value: 'api.auth.hmacSecret',
    name: auth.hmacSecret,
    isExpected: nonEmpty(auth.hmacSecret),
    entries: [
      { key: 'pseudonym', purpose: 'turns callers into pseudonyms', content: random },
      { key: 'pepper', purpose: 'goes into hashes of API keys', content: random },
    ],
  },
]
