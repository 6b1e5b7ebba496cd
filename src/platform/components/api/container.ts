import { componentContainer } from '../../kinds/container.js'
import { httpCheck } from '../../kinds/probes.js'
import { apiVolumes } from './volumes.js'

export const apiContainer = componentContainer('api', {
  env: {},
  volumes: apiVolumes,
  checks: { startup: httpCheck('/livez'), readiness: httpCheck('/readyz'), liveness: httpCheck('/livez') },
})
