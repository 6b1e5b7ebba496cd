import { componentContainer } from '../../kinds/container.js'
import { httpCheck, portCheck } from '../../kinds/probes.js'
import { values } from '../../values/index.js'
import { home, uiVolumes } from './volumes.js'

export const uiContainer = componentContainer('ui', {
  env: { HOME: home },
  hasSettings: true,
  preStopSeconds: values.ui.shutdown.preStopSeconds,
  volumes: uiVolumes,
  checks: {
    startup: httpCheck('/_stcore/health'),
    readiness: httpCheck('/_stcore/health'),
    liveness: portCheck,
  },
})
