import { and, type Expr, eq, ifElse, ifEmpty, named, ne, nonEmpty, or, text, when } from '../../helm/index.js'
import { nameOf } from '../kinds/names.js'
import type { OwnVolume } from '../kinds/own-volume.js'
import { components } from '../topology.js'
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
  url: text`http://${nameOf('mlflow')}:${components.mlflow.ports.http}`,
  secretName: ifEmpty(existingSecret, nameOf('mlflow')),
  passwordFolder: folder,
}

/** A server outside may ask for no login. */
const hasLogin = named('mlflowHasLogin', or(isEmbedded, and(mlflow.isExternal, nonEmpty(external.existingSecret))))

const trackingUri = ifElse(isEmbedded, mlflow.url, external.trackingUri)

/** The settings with which the API's program reaches the registry; `onlyWhen` for programs that also work without. */
export const mlflowSettings = (onlyWhen?: Expr<boolean>) => ({
  MLFLOW_TRACKING_URI: onlyWhen === undefined ? trackingUri : when(onlyWhen, trackingUri),
  MLFLOW_TRACKING_USERNAME: when(hasLogin, ifElse(isEmbedded, 'admin', external.user)),
  SLIPWAY_MLFLOW_PASSWORD_FILE: when(hasLogin, `${folder}/password`),
})

/** The password for that. */
export const mlflowVolumes: Readonly<Record<string, OwnVolume>> = {
  mlflow: {
    source: {
      secret: {
        secretName: ifElse(isEmbedded, mlflow.secretName, external.existingSecret),
        items: [{ key: ifElse(isEmbedded, 'admin', external.passwordKey), path: 'password' }],
      },
    },
    mountPath: folder,
    onlyWhen: hasLogin,
  },
}
