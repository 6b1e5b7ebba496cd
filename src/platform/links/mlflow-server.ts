import { configText, eq, ifElse, nonEmpty, text, when } from '../../helm/index.js'
import { nameOf } from '../kinds/names.js'
import type { OwnVolumes } from '../kinds/own-volume.js'
import { values } from '../values/index.js'
import { database, databaseVolumes } from './database.js'
import { mlflow } from './mlflow.js'

const { artifacts } = values.mlflow

/** Where MLflow's own programs find their files. */
export const folder = {
  config: '/etc/slipway',
  artifacts: '/var/lib/mlflow',
  login: '/var/run/secrets/slipway/login',
  s3: '/var/run/secrets/slipway/s3',
}

export const usesVolume = eq(artifacts.store, 'volume')

/** A volume in the pod, or a bucket. */
export const artifactsUri = ifElse(usesVolume, folder.artifacts, artifacts.s3.uri)

/** Without host and password: the driver takes those from the variables below. */
export const backendStoreUri = 'postgresql+psycopg2:///mlflow'

/** MLflow knows passwords as environment variables only. So they are read from their files at the last moment. */
export const withSecrets = configText`
  set -eu
  PGPASSWORD=$(cat ${database.passwordFolder}/mlflow)
  MLFLOW_AUTH_ADMIN_PASSWORD=$(cat ${folder.login}/admin)
  MLFLOW_FLASK_SERVER_SECRET_KEY=$(cat ${folder.login}/session)
  MLFLOW_TRACKING_PASSWORD=$MLFLOW_AUTH_ADMIN_PASSWORD
  export PGPASSWORD MLFLOW_AUTH_ADMIN_PASSWORD MLFLOW_FLASK_SERVER_SECRET_KEY MLFLOW_TRACKING_PASSWORD
  exec "$@"
`

export const runWithSecrets = ['/bin/sh', `${folder.config}/with-secrets.sh`]

/** Settings of the server and of everything that works on its stores. */
export const mlflowServerSettings = {
  HOME: '/tmp',
  PGHOST: database.host,
  PGPORT: text`${database.port}`,
  PGUSER: 'mlflow',
  PGSSLMODE: database.sslMode,
  PGSSLROOTCERT: when(database.hasCa, database.caPath),
  MLFLOW_BACKEND_STORE_URI: backendStoreUri,
  MLFLOW_ARTIFACTS_DESTINATION: artifactsUri,
  MLFLOW_TRACKING_USERNAME: 'admin',
  MLFLOW_S3_ENDPOINT_URL: when(nonEmpty(artifacts.s3.endpoint), artifacts.s3.endpoint),
  AWS_DEFAULT_REGION: when(nonEmpty(artifacts.s3.region), artifacts.s3.region),
  AWS_SHARED_CREDENTIALS_FILE: when(nonEmpty(artifacts.s3.existingSecret), `${folder.s3}/credentials`),
  // Nothing is told to the makers of MLflow, and no program called git is looked for.
  MLFLOW_DISABLE_TELEMETRY: 'true',
  GIT_PYTHON_REFRESH: 'quiet',
}

export const mlflowServerVolumes: OwnVolumes = {
  config: { source: { configMap: { name: nameOf('mlflow', 'files') } }, mountPath: folder.config },
  login: {
    source: {
      secret: {
        secretName: mlflow.secretName,
        items: [
          { key: 'admin', path: 'admin' },
          { key: 'session', path: 'session' },
        ],
      },
    },
    mountPath: folder.login,
  },
  ...databaseVolumes('mlflow'),
  s3: {
    source: {
      secret: {
        secretName: artifacts.s3.existingSecret,
        items: [{ key: artifacts.s3.credentialsKey, path: 'credentials' }],
      },
    },
    mountPath: folder.s3,
    onlyWhen: nonEmpty(artifacts.s3.existingSecret),
  },
}
