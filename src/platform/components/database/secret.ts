import type { ISecret } from 'kubernetes-models/v1'
import { and, isEmpty, nonEmpty, resourceWhen } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { database } from '../../links/database.js'
import { values } from '../../values/index.js'

const { existingSecret, passwords } = values.database

/** Users that the API and MLflow have on any server. */
export const users = ['migrator', 'app', 'mlflow'] as const

/** Further users of a server of the release. */
export const embeddedUsers = ['postgres', 'backup', 'monitor'] as const

/** Passwords from the values, for development; production brings its own Secret. */
export const databaseSecret = resourceWhen<ISecret>(
  and(database.isUsed, isEmpty(existingSecret), nonEmpty(passwords)),
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: objectMeta('database'),
    type: 'Opaque',
    stringData: passwords,
  },
)
