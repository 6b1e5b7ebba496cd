import type { IConfigMap } from 'kubernetes-models/v1'
import { configText, resourceWhen } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { mlflow } from '../../links/mlflow.js'
import { withSecrets } from '../../links/mlflow-server.js'

/** Logins are kept in a database of their own; whoever is not allowed something may do nothing. */
const auth = configText`
  [mlflow]
  default_permission = NO_PERMISSIONS
  database_uri = postgresql+psycopg2:///mlflow_auth
  admin_username = admin
  authorization_function = mlflow.server.auth:authenticate_request_basic_auth
`

/** Files that MLflow reads. */
export const mlflowFiles = resourceWhen<IConfigMap>(mlflow.isEmbedded, {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: objectMeta('mlflow', 'files'),
  data: { 'basic-auth.ini': auth, 'with-secrets.sh': withSecrets },
})
