import type { IDeployment } from 'kubernetes-models/apps/v1'
import { resource } from '../../../helm/index.js'
import { deploymentBasics } from '../../kinds/deployment.js'
import { objectMeta } from '../../kinds/metadata.js'
import { nameOf } from '../../kinds/names.js'
import { podTemplate } from '../../kinds/pod-template.js'
import { values } from '../../values/index.js'
import { uiConfigMap } from './config-map.js'
import { uiContainer } from './container.js'
import { apiKey, cookieSecret } from './secret.js'
import { uiStreamlitConfig } from './streamlit-config.js'

/** Sessions live in a pod's memory, so a rollout never takes a pod away before its successor is ready. */
export const uiDeployment = resource<IDeployment>({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: objectMeta('ui'),
  spec: {
    ...deploymentBasics('ui'),
    template: podTemplate('ui', {
      config: { config: uiConfigMap, streamlit: uiStreamlitConfig },
      containers: [uiContainer],
      volumes: {
        streamlit: { source: { configMap: { name: nameOf('ui', 'streamlit') } } },
        'cookie-secret': {
          source: { secret: { secretName: cookieSecret.secretName } },
          onlyWhen: cookieSecret.isUsed,
        },
        'api-key': {
          source: { secret: { secretName: values.ui.apiAccess.existingSecret } },
          onlyWhen: apiKey.isUsed,
        },
      },
    }),
  },
})
