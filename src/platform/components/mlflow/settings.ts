import { nonEmpty, when } from '../../../helm/index.js'
import type { Data } from '../../kinds/config-map.js'
import { asSettings } from '../../kinds/shared-env.js'
import { folder, mlflowServerSettings } from '../../links/mlflow-server.js'
import { values } from '../../values/index.js'
import { allowedHosts } from './allowed-hosts.js'

const { publicUrl } = values.mlflow

/** Settings of the server: `mlflow.env` replaces them name by name. */
export const mlflowSettings: Data = {
  ...asSettings(mlflowServerSettings),
  MLFLOW_AUTH_CONFIG_PATH: `${folder.config}/basic-auth.ini`,
  MLFLOW_SERVER_ALLOWED_HOSTS: allowedHosts,
  // Browsers send an origin with every change, also on MLflow's own pages.
  MLFLOW_SERVER_CORS_ALLOWED_ORIGINS: when(nonEmpty(publicUrl), publicUrl),
  // Its runner of jobs, which serves evaluations of language models, is eight more processes: 2 GiB.
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
}
