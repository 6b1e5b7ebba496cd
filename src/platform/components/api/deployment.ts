import type { IDeployment } from 'kubernetes-models/apps/v1'
import { nonEmpty, resource } from '../../../helm/index.js'
import { deploymentBasics } from '../../kinds/deployment.js'
import { objectMeta } from '../../kinds/metadata.js'
import { podTemplate } from '../../kinds/pod-template.js'
import { values } from '../../values/index.js'
import { apiConfigMap } from './config-map.js'
import { apiContainer } from './container.js'
import { secretFile } from './secret.js'

const { cache, database } = values.api

export const apiDeployment = resource<IDeployment>({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: objectMeta('api'),
  spec: {
    ...deploymentBasics('api'),
    template: podTemplate('api', {
      config: { config: apiConfigMap },
      containers: [apiContainer],
      volumes: {
        'api-keys': { source: { secret: { secretName: secretFile.secretName } }, onlyWhen: secretFile.isUsed },
        'database-password': {
          source: { secret: { secretName: database.existingSecret } },
          onlyWhen: nonEmpty(database.existingSecret),
        },
        'cache-password': {
          source: { secret: { secretName: cache.existingSecret } },
          onlyWhen: nonEmpty(cache.existingSecret),
        },
      },
    }),
  },
})
