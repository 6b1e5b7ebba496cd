import { and, isEmpty, nonEmpty, not, or } from '../../../helm/index.js'
import { type ExpectedSecret, given, random } from '../../kinds/expected-secret.js'
import { mlflow } from '../../links/mlflow.js'
import { usesVolume } from '../../links/mlflow-server.js'
import { values } from '../../values/index.js'

const { artifacts, existingSecret, external, passwords } = values.mlflow

export const mlflowSecrets: readonly ExpectedSecret[] = [
  {
    value: 'mlflow.existingSecret',
    name: mlflow.secretName,
    isExpected: and(mlflow.isEmbedded, or(nonEmpty(existingSecret), isEmpty(passwords))),
    entries: [
      { key: 'admin', purpose: 'password of the user admin', content: random },
      { key: 'session', purpose: 'key of the sessions', content: random },
    ],
  },
  {
    value: 'mlflow.artifacts.s3.existingSecret',
    name: artifacts.s3.existingSecret,
    isExpected: and(mlflow.isEmbedded, not(usesVolume), nonEmpty(artifacts.s3.existingSecret)),
    entries: [{ key: artifacts.s3.credentialsKey, purpose: 'credentials file of the object store', content: given }],
  },
  {
    value: 'mlflow.external.existingSecret',
    name: external.existingSecret,
    isExpected: and(mlflow.isExternal, nonEmpty(external.existingSecret)),
    entries: [{ key: external.passwordKey, purpose: 'password of the tracking server', content: given }],
  },
]
