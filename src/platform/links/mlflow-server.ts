import type { IEnvVar, IVolume, IVolumeMount } from 'kubernetes-models/v1'
import { configText, env, eq, helper, ifElse, nonEmpty, structure, text, when } from '../../helm/index.js'
import { nameOf } from '../kinds/names.js'
import { mountsOf, sharedVolumes, type Volumes, volumesOf } from '../kinds/volume.js'
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

const credentialsFile = `${folder.s3}/credentials`

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

const settings = helper('slipway.mlflowServerSettings', {
  doc: 'Settings of the MLflow server and of everything that works on its stores.',
  returns: structure<IEnvVar[]>(),
  body: () =>
    env({
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
      AWS_SHARED_CREDENTIALS_FILE: when(nonEmpty(artifacts.s3.existingSecret), credentialsFile),
      // Nothing is told to the makers of MLflow, and no program called git is looked for.
      MLFLOW_DISABLE_TELEMETRY: 'true',
      GIT_PYTHON_REFRESH: 'quiet',
    }),
})

export const mlflowServerSettings = settings()

const own: Volumes = {
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
  database: databaseVolumes('mlflow'),
  s3: {
    source: {
      secret: {
        secretName: artifacts.s3.existingSecret,
        items: [{ key: artifacts.s3.credentialsKey, path: 'credentials' }],
      },
    },
    mountPath: folder.s3,
    exists: nonEmpty(artifacts.s3.existingSecret),
  },
}

const volumes = helper('slipway.mlflowServerVolumes', {
  doc: 'The files of the MLflow server and of everything that works on its stores.',
  returns: structure<IVolume[]>(),
  body: () => volumesOf(own),
})

const mounts = helper('slipway.mlflowServerMounts', {
  doc: 'Where a container sees slipway.mlflowServerVolumes.',
  returns: structure<IVolumeMount[]>(),
  body: () => mountsOf(own),
})

export const mlflowServerVolumes = sharedVolumes(own, volumes(), mounts())

export const mlflowServerHelpers = [settings, volumes, mounts]
