import type { Part } from '../../kinds/part.js'
import { serviceAccountFor } from '../../kinds/service-account.js'
import { storeServiceFor } from '../../kinds/store-service.js'
import { cache } from '../../links/cache.js'
import { values } from '../../values/index.js'
import { cacheAssertions } from './assertions.js'
import { cacheConfigMap } from './config-map.js'
import { cacheDeployment } from './deployment.js'
import { cacheSecrets } from './expected-secrets.js'
import { cacheSecret } from './secret.js'

const { exporter, image, resources } = values.cache

/** Valkey in the release. */
export const cachePart: Part = {
  group: 'data',
  templates: {
    'config-map': cacheConfigMap,
    deployment: cacheDeployment,
    secret: cacheSecret,
    service: storeServiceFor('cache', cache.isEmbedded),
    'service-account': serviceAccountFor('cache', cache.isEmbedded),
  },
  exists: cache.isEmbedded,
  isOutside: cache.isExternal,
  opens: { metrics: exporter.enabled },
  fewestPods: 1,
  // One that drains, and its successor.
  peakPods: 2,
  containers: [
    { key: 'cache', image, resources },
    { key: 'cache.exporter', exists: exporter.enabled, image: exporter.image, resources: exporter.resources },
  ],
  secrets: cacheSecrets,
  assertions: cacheAssertions,
}
