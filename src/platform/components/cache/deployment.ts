import type { IDeployment } from 'kubernetes-models/apps/v1'
import { resourceWhen, when } from '../../../helm/index.js'
import { objectMeta, selectorLabels } from '../../kinds/metadata.js'
import { podTemplate } from '../../kinds/pod-template.js'
import { cache } from '../../links/cache.js'
import { values } from '../../values/index.js'
import { cacheConfigMap } from './config-map.js'
import { cacheContainer } from './container.js'
import { cacheExporter } from './exporter.js'
import { cacheServerVolumes, exporterVolumes } from './volumes.js'

const { exporter, shutdownSeconds } = values.cache

/** A new version starts empty beside the old one, so there is always a cache to ask. */
export const cacheDeployment = resourceWhen<IDeployment>(cache.isEmbedded, {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: objectMeta('cache'),
  spec: {
    replicas: 1,
    revisionHistoryLimit: 5,
    selector: { matchLabels: selectorLabels('cache') },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    template: podTemplate('cache', {
      initContainers: when(exporter.enabled, [cacheExporter]),
      containers: [cacheContainer],
      volumes: { ...cacheServerVolumes, ...exporterVolumes },
      config: { config: cacheConfigMap },
      graceSeconds: shutdownSeconds,
    }),
  },
})
