import type { IDeployment } from 'kubernetes-models/apps/v1'
import { resource } from '../../../helm/index.js'
import { deploymentBasics } from '../../kinds/deployment.js'
import { objectMeta } from '../../kinds/metadata.js'
import { podTemplate } from '../../kinds/pod-template.js'
import { spreadOf } from '../../kinds/spread.js'
import { gracePeriodSeconds, workloadOf } from '../../kinds/workload.js'
import { uiConfigMap } from './config-map.js'
import { uiContainer } from './container.js'
import { uiStreamlitConfig } from './streamlit-config.js'
import { uiVolumes } from './volumes.js'

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
      volumes: uiVolumes,
      graceSeconds: gracePeriodSeconds(workloadOf('ui')),
      spread: spreadOf('ui'),
    }),
  },
})
