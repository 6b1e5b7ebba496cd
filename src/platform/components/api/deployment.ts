import type { IDeployment } from 'kubernetes-models/apps/v1'
import { nonEmpty, resource, when } from '../../../helm/index.js'
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
      volumes: [
        when(secretFile.isUsed, { name: 'api-keys', secret: { secretName: secretFile.secretName } }),
        when(nonEmpty(database.existingSecret), {
          name: 'database-password',
          secret: { secretName: database.existingSecret },
        }),
        when(nonEmpty(cache.existingSecret), { name: 'cache-password', secret: { secretName: cache.existingSecret } }),
      ],
    }),
  },
})
