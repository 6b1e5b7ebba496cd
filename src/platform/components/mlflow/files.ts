import { configText } from '../../../helm/index.js'
import type { Data } from '../../kinds/config-map.js'
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
export const mlflowFiles: Data = { 'basic-auth.ini': auth, 'with-secrets.sh': withSecrets }
