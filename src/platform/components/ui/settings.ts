import { isEmpty, nonEmpty, text, when } from '../../../helm/index.js'
import type { Data } from '../../kinds/config-map.js'
import { nameOf } from '../../kinds/names.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'
import { apiKey, cookieSecret } from './secret.js'

const { ui } = values

/** Settings of the process: `ui.env` replaces them name by name. */
export const uiSettings: Data = {
  SLIPWAY_API_URL: text`http://${nameOf('api')}:${portOf('api', 'http')}`,
  SLIPWAY_API_TIMEOUT_SECONDS: text`${ui.apiAccess.timeoutSeconds}`,
  SLIPWAY_API_KEY_FILE: when(apiKey.isUsed, apiKey.path),
  SLIPWAY_COOKIE_SECRET_FILE: when(cookieSecret.isUsed, cookieSecret.path),
  SLIPWAY_METRICS_PORT: String(portOf('ui', 'metrics')),
  SLIPWAY_DRAIN_SECONDS: text`${ui.shutdown.drainSeconds}`,
  OTEL_SERVICE_NAME: 'slipway-ui',
  OTEL_SDK_DISABLED: text`${isEmpty(ui.tracing.endpoint)}`,
  OTEL_EXPORTER_OTLP_ENDPOINT: when(nonEmpty(ui.tracing.endpoint), ui.tracing.endpoint),
}
