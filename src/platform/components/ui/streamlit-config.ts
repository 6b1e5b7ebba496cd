import { configText, lines, nonEmpty, when } from '../../../helm/index.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'

const { ui } = values

/** Name of Streamlit's own configuration file. */
export const configFile = 'config.toml'

/** Streamlit's own settings. */
export const streamlitConfig = configText`
  [server]
  address = "0.0.0.0"
  port = ${portOf('ui', 'http')}
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
