import type { ISecret } from 'kubernetes-models/v1'
import { and, ifEmpty, isEmpty, nonEmpty, or, resourceWhen } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { nameOf } from '../../kinds/names.js'
import { values } from '../../values/index.js'

const { auth } = values.api

const folder = '/var/run/secrets/slipway'

/** Where the process finds its secrets. They are files: environment variables leak into dumps and child processes. */
export const secretFile = {
  /** API keys come from an existing Secret, or from values outside production. */
  isUsed: or(nonEmpty(auth.existingSecret), nonEmpty(auth.keys)),
  secretName: ifEmpty(auth.existingSecret, nameOf('api')),
  /** One file per client, named after it. */
  folder: `${folder}/api-keys`,
  hmacFolder: `${folder}/hmac`,
}

/** API keys from the values, for development; production brings its own Secret. */
export const apiSecret = resourceWhen<ISecret>(and(isEmpty(auth.existingSecret), nonEmpty(auth.keys)), {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: objectMeta('api'),
  type: 'Opaque',
  stringData: auth.keys,
})
