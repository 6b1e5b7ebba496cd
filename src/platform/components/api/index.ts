import { httpCheck } from '../../kinds/probes.js'
import { servingServer } from '../../kinds/serving.js'
import { apiAssertions } from './assertions.js'
import { apiSecrets } from './expected-secrets.js'
import { apiSecret } from './secret.js'
import { apiSettings } from './settings.js'
import { apiVolumes } from './volumes.js'

/** The model-serving API. */
export const api = servingServer('api', {
  container: {
    checks: { startup: httpCheck('/livez'), readiness: httpCheck('/readyz'), liveness: httpCheck('/livez') },
  },
  settings: apiSettings,
  volumes: apiVolumes,
  objects: { secret: apiSecret },
  secrets: apiSecrets,
  assertions: apiAssertions,
})
