import { httpCheck, portCheck } from '../../kinds/probes.js'
import { servingServer } from '../../kinds/serving.js'
import { uiAssertions } from './assertions.js'
import { uiSecrets } from './expected-secrets.js'
import { uiApiAccessSecret, uiSecret } from './secret.js'
import { uiSettings } from './settings.js'
import { configFile, streamlitConfig } from './streamlit-config.js'
import { home, uiVolumes } from './volumes.js'

const answers = httpCheck('/_stcore/health')

/** The user interface. Sessions live in a pod's memory: no pod leaves before its successor is ready. */
export const ui = servingServer('ui', {
  container: { env: { HOME: home }, checks: { startup: answers, readiness: answers, liveness: portCheck } },
  settings: uiSettings,
  files: { streamlit: { [configFile]: streamlitConfig } },
  volumes: uiVolumes,
  objects: { secret: uiSecret, 'api-access-secret': uiApiAccessSecret },
  secrets: uiSecrets,
  assertions: uiAssertions,
})
