import type { IConfigMap } from 'kubernetes-models/v1'
import { type Expr, isEmpty, nonEmpty, resource, text, when } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'
import { secretFile } from './secret.js'

const { api } = values

const ifSet = (switchValue: Expr<unknown>, setting: string | Expr<string>) =>
  when<string | Expr<string>>(nonEmpty(switchValue), setting)

/** Settings of the process, as environment variables: `api.env` replaces them name by name. */
export const apiConfigMap = resource<IConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: objectMeta('api'),
  data: {
    SLIPWAY_HTTP_PORT: String(components.api.ports.http),
    SLIPWAY_METRICS_PORT: String(components.api.ports.metrics),
    SLIPWAY_LOG_LEVEL: api.logLevel,
    SLIPWAY_DRAIN_SECONDS: text`${api.shutdown.drainSeconds}`,
    SLIPWAY_API_KEYS_FOLDER: when(secretFile.isUsed, secretFile.folder),
    SLIPWAY_MODEL_URI: ifSet(api.model.uri, api.model.uri),
    SLIPWAY_MODEL_POLL_SECONDS: text`${api.model.pollSeconds}`,
    MLFLOW_TRACKING_URI: ifSet(api.model.trackingUri, api.model.trackingUri),
    SLIPWAY_DATABASE_HOST: ifSet(api.database.host, api.database.host),
    SLIPWAY_DATABASE_PORT: ifSet(api.database.host, text`${api.database.port}`),
    SLIPWAY_DATABASE_NAME: ifSet(api.database.host, api.database.name),
    SLIPWAY_DATABASE_USER: ifSet(api.database.host, api.database.user),
    SLIPWAY_DATABASE_SSL_MODE: ifSet(api.database.host, api.database.sslMode),
    SLIPWAY_DATABASE_PASSWORD_FILE: ifSet(api.database.existingSecret, secretFile.databasePassword),
    SLIPWAY_CACHE_HOST: ifSet(api.cache.host, api.cache.host),
    SLIPWAY_CACHE_PORT: ifSet(api.cache.host, text`${api.cache.port}`),
    SLIPWAY_CACHE_TTL_SECONDS: ifSet(api.cache.host, text`${api.cache.ttlSeconds}`),
    SLIPWAY_CACHE_PASSWORD_FILE: ifSet(api.cache.existingSecret, secretFile.cachePassword),
    OTEL_SERVICE_NAME: 'slipway-api',
    OTEL_SDK_DISABLED: text`${isEmpty(api.tracing.endpoint)}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: ifSet(api.tracing.endpoint, api.tracing.endpoint),
    OTEL_TRACES_SAMPLER: ifSet(api.tracing.endpoint, 'parentbased_traceidratio'),
    OTEL_TRACES_SAMPLER_ARG: ifSet(api.tracing.endpoint, text`${api.tracing.sampleRatio}`),
  },
})
