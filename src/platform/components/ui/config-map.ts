import type { IConfigMap } from 'kubernetes-models/v1'
import { isEmpty, nonEmpty, resource, text, when } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { nameOf } from '../../kinds/names.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'
import { apiKey, cookieSecret } from './secret.js'

const { ui } = values

/** Settings of the process, as environment variables: `ui.env` replaces them name by name. */
export const uiConfigMap = resource<IConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: objectMeta('ui'),
  data: {
    SLIPWAY_API_URL: text`http://${nameOf('api')}:${components.api.ports.http}`,
    SLIPWAY_API_TIMEOUT_SECONDS: text`${ui.apiAccess.timeoutSeconds}`,
    SLIPWAY_API_KEY_FILE: when(apiKey.isUsed, apiKey.path),
    SLIPWAY_COOKIE_SECRET_FILE: when(cookieSecret.isUsed, cookieSecret.path),
    SLIPWAY_METRICS_PORT: String(components.ui.ports.metrics),
    SLIPWAY_DRAIN_SECONDS: text`${ui.shutdown.drainSeconds}`,
    OTEL_SERVICE_NAME: 'slipway-ui',
    OTEL_SDK_DISABLED: text`${isEmpty(ui.tracing.endpoint)}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: when(nonEmpty(ui.tracing.endpoint), ui.tracing.endpoint),
  },
})
