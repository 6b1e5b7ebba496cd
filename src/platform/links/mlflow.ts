import type { IEnvVar, IVolume, IVolumeMount } from 'kubernetes-models/v1'
import { and, env, eq, helper, ifElse, ifEmpty, ne, nonEmpty, or, structure, text, when } from '../../helm/index.js'
import { nameOf } from '../kinds/names.js'
import { mountsOf, sharedVolumes, type Volumes, volumesOf } from '../kinds/volume.js'
import { portOf } from '../topology.js'
import { values } from '../values/index.js'

const { existingSecret, external, mode } = values.mlflow

const isEmbedded = eq(mode, 'embedded')
const folder = '/var/run/secrets/slipway/mlflow'

/** How the rest of the platform reaches MLflow, wherever it runs. */
export const mlflow = {
  isEmbedded,
  isExternal: eq(mode, 'external'),
  isUsed: ne(mode, 'none'),
  /** Address inside the cluster. */
  url: text`http://${nameOf('mlflow')}:${portOf('mlflow', 'http')}`,
  secretName: ifEmpty(existingSecret, nameOf('mlflow')),
  passwordFolder: folder,
}

/** A server outside may ask for no login. */
const hasLogin = or(isEmbedded, and(mlflow.isExternal, nonEmpty(external.existingSecret)))

const settings = helper('slipway.mlflowSettings', {
  doc: 'The settings with which the API and its programs reach the registry.',
  returns: structure<IEnvVar[]>(),
  body: () =>
    env({
      MLFLOW_TRACKING_URI: ifElse(isEmbedded, mlflow.url, external.trackingUri),
      MLFLOW_TRACKING_USERNAME: when(hasLogin, ifElse(isEmbedded, 'admin', external.user)),
      SLIPWAY_MLFLOW_PASSWORD_FILE: when(hasLogin, `${folder}/password`),
    }),
})

export const mlflowSettings = settings()

const own: Volumes = {
  mlflow: {
    source: {
      secret: {
        secretName: ifElse(isEmbedded, mlflow.secretName, external.existingSecret),
        items: [{ key: ifElse(isEmbedded, 'admin', external.passwordKey), path: 'password' }],
      },
    },
    mountPath: folder,
    exists: hasLogin,
  },
}

const volumes = helper('slipway.mlflowVolumes', {
  doc: 'The password with which the API and its programs reach the registry.',
  returns: structure<IVolume[]>(),
  body: () => volumesOf(own),
})

const mounts = helper('slipway.mlflowMounts', {
  doc: 'Where a container sees slipway.mlflowVolumes.',
  returns: structure<IVolumeMount[]>(),
  body: () => mountsOf(own),
})

export const mlflowVolumes = sharedVolumes(own, volumes(), mounts())

export const mlflowHelpers = [settings, volumes, mounts]
