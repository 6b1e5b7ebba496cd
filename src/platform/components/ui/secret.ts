import type { ISecret } from 'kubernetes-models/v1'
import { and, ifEmpty, isEmpty, keyed, nonEmpty, or, resourceWhen, text } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { nameOf } from '../../kinds/names.js'
import { values } from '../../values/index.js'

const { apiAccess, session } = values.ui

const folder = '/var/run/secrets/slipway'

/** The secret with which session cookies are signed. All pods must have the same one. */
export const cookieSecret = {
  /** It comes from an existing Secret, or from values outside production. */
  isUsed: or(nonEmpty(session.existingSecret), nonEmpty(session.cookieSecret)),
  secretName: ifEmpty(session.existingSecret, nameOf('ui')),
  folder: `${folder}/session`,
  path: text`${folder}/session/${session.secretKey}`,
}

/** The API key with which the interface calls the API. */
export const apiKey = {
  isUsed: or(nonEmpty(apiAccess.existingSecret), nonEmpty(apiAccess.key)),
  secretName: ifEmpty(apiAccess.existingSecret, nameOf('ui', 'api-access')),
  folder: `${folder}/api-access`,
  path: text`${folder}/api-access/${apiAccess.secretKey}`,
}

/** The cookie secret from the values, for development; production brings its own Secret. */
export const uiSecret = resourceWhen<ISecret>(and(isEmpty(session.existingSecret), nonEmpty(session.cookieSecret)), {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: objectMeta('ui'),
  type: 'Opaque',
  stringData: keyed(session.secretKey, session.cookieSecret),
})

/** The API key from the values, for development. */
export const uiApiAccessSecret = resourceWhen<ISecret>(
  and(isEmpty(apiAccess.existingSecret), nonEmpty(apiAccess.key)),
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: objectMeta('ui', 'api-access'),
    type: 'Opaque',
    stringData: keyed(apiAccess.secretKey, apiAccess.key),
  },
)
