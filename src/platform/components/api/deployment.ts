import type { IDeployment } from 'kubernetes-models/apps/v1'
import { resource } from '../../../helm/index.js'
import { deploymentBasics } from '../../kinds/deployment.js'
import { objectMeta } from '../../kinds/metadata.js'
import { podTemplate } from '../../kinds/pod-template.js'
import { spreadOf } from '../../kinds/spread.js'
import { gracePeriodSeconds, workloadOf } from '../../kinds/workload.js'
import { apiConfigMap } from './config-map.js'
import { apiContainer } from './container.js'
import { apiVolumes } from './volumes.js'

export const apiDeployment = resource<IDeployment>({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: objectMeta('api'),
  spec: {
    ...deploymentBasics('api'),
    template: podTemplate('api', {
      config: { config: apiConfigMap },
      containers: [apiContainer],
      volumes: apiVolumes,
      graceSeconds: gracePeriodSeconds(workloadOf('api')),
      spread: spreadOf('api'),
    }),
  },
})
