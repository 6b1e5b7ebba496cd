import { componentContainer } from '../../kinds/container.js'
import { httpCheck, portCheck } from '../../kinds/probes.js'
import { home, uiVolumes } from './volumes.js'

export const uiContainer = componentContainer('ui', {
  env: { HOME: home },
  volumes: uiVolumes,
  checks: {
    startup: httpCheck('/_stcore/health'),
    readiness: httpCheck('/_stcore/health'),
    liveness: portCheck,
  },
})
