import { and, type Expr, ifElse, ifEmpty, isEmpty, named, nonEmpty, text, when } from '../../../helm/index.js'
import type { Data } from '../../kinds/config-map.js'
import { asSettings } from '../../kinds/shared-env.js'
import { cacheSettings } from '../../links/cache.js'
import { database, databaseSettings } from '../../links/database.js'
import { mlflow, mlflowSettings } from '../../links/mlflow.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'
import { secretFile } from './secret.js'

const { api } = values

const ifSet = (switchValue: Expr<unknown>, setting: string | Expr<string>) => when(nonEmpty(switchValue), setting)

const { alias, enabled, name } = values.firstModel

/** What the registry holds after the installation, unless the values say otherwise. */
const firstModel = named('firstModel', text`models:/${name}@${alias}`)
const registered = named('registeredModel', ifElse(and(enabled, mlflow.isUsed), firstModel, ''))
const modelUri = named('modelUri', ifEmpty(api.model.uri, registered))

/** Settings of the process: `api.env` replaces them name by name. */
export const apiSettings: Data = {
  SLIPWAY_HTTP_PORT: String(portOf('api', 'http')),
  SLIPWAY_METRICS_PORT: String(portOf('api', 'metrics')),
  SLIPWAY_LOG_LEVEL: api.logLevel,
  SLIPWAY_DRAIN_SECONDS: text`${api.shutdown.drainSeconds}`,
  SLIPWAY_API_KEYS_FOLDER: when(secretFile.isUsed, secretFile.folder),
  SLIPWAY_API_KEY_PEPPER_FILE: ifSet(api.auth.hmacSecret, `${secretFile.hmacFolder}/pepper`),
  SLIPWAY_PSEUDONYM_KEY_FILE: ifSet(api.auth.hmacSecret, `${secretFile.hmacFolder}/pseudonym`),
  SLIPWAY_OIDC_ISSUER: ifSet(api.auth.oidc.issuer, api.auth.oidc.issuer),
  SLIPWAY_OIDC_AUDIENCE: ifSet(api.auth.oidc.issuer, api.auth.oidc.audience),
  SLIPWAY_RATE_LIMIT_PER_MINUTE: text`${api.rateLimitPerMinute}`,
  SLIPWAY_MODEL_URI: ifSet(modelUri, modelUri),
  SLIPWAY_MODEL_POLL_SECONDS: text`${api.model.pollSeconds}`,
  ...when(mlflow.isUsed, asSettings(mlflowSettings)),
  ...when(database.isUsed, asSettings(databaseSettings('app'))),
  ...cacheSettings,
  SLIPWAY_CACHE_TTL_SECONDS: text`${api.cache.ttlSeconds}`,
  OTEL_SERVICE_NAME: 'slipway-api',
  OTEL_SDK_DISABLED: text`${isEmpty(api.tracing.endpoint)}`,
  OTEL_EXPORTER_OTLP_ENDPOINT: ifSet(api.tracing.endpoint, api.tracing.endpoint),
  OTEL_TRACES_SAMPLER: ifSet(api.tracing.endpoint, 'parentbased_traceidratio'),
  OTEL_TRACES_SAMPLER_ARG: ifSet(api.tracing.endpoint, text`${api.tracing.sampleRatio}`),
}
