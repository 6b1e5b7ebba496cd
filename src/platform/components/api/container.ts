import { componentContainer } from '../../kinds/container.js'
import { httpCheck } from '../../kinds/probes.js'
import { values } from '../../values/index.js'
import { apiVolumes } from './volumes.js'

export const apiContainer = componentContainer('api', {
  env: {},
  hasSettings: true,
  preStopSeconds: values.api.shutdown.preStopSeconds,
  volumes: apiVolumes,
  checks: { startup: httpCheck('/livez'), readiness: httpCheck('/readyz'), liveness: httpCheck('/livez') },
})
