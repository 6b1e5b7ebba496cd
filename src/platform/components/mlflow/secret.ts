import type { ISecret } from 'kubernetes-models/v1'
import { and, isEmpty, nonEmpty, resourceWhen } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { mlflow } from '../../links/mlflow.js'
import { values } from '../../values/index.js'

const { existingSecret, passwords } = values.mlflow

/** Passwords from the values, for development; production brings its own Secret. */
export const mlflowSecret = resourceWhen<ISecret>(
  and(mlflow.isEmbedded, isEmpty(existingSecret), nonEmpty(passwords)),
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: objectMeta('mlflow'),
    type: 'Opaque',
    stringData: passwords,
  },
)
