import type { IConfigMap } from 'kubernetes-models/v1'
import { configText, lines, nonEmpty, resource, when } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'

const { ui } = values

/** Name of Streamlit's own configuration file. */
export const configFile = 'config.toml'

const config = configText`
  [server]
  address = "0.0.0.0"
  port = ${components.ui.ports.http}
  headless = true
  enableXsrfProtection = true
  enableCORS = true
  ${when(nonEmpty(ui.publicUrl), lines`corsAllowedOrigins = [${ui.publicUrl}]`)}
  maxUploadSize = ${ui.maxUploadMegabytes}
  disconnectedSessionTTL = ${ui.session.disconnectedSeconds}
  fileWatcherType = "none"
  runOnSave = false

  [browser]
  gatherUsageStats = false

  [client]
  showErrorDetails = "none"
`

/** Streamlit's own settings, as the file that it reads. */
export const uiStreamlitConfig = resource<IConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: objectMeta('ui', 'streamlit'),
  data: { [configFile]: config },
})
