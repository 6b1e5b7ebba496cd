import type { IDeployment } from 'kubernetes-models/apps/v1'
import { ifElse, resourceWhen, when } from '../../../helm/index.js'
import { objectMeta, selectorLabels } from '../../kinds/metadata.js'
import { podTemplate } from '../../kinds/pod-template.js'
import { mlflow } from '../../links/mlflow.js'
import { usesVolume } from '../../links/mlflow-server.js'
import { values } from '../../values/index.js'
import { mlflowConfigMap } from './config-map.js'
import { mlflowContainer } from './container.js'
import { databaseUpgrade } from './database-upgrade.js'
import { mlflowFiles } from './files.js'
import { mlflowVolumes } from './volumes.js'

const { databaseUpgrade: isUpgraded, shutdownSeconds } = values.mlflow

/** Two pods cannot share the volume; with a bucket the new one starts first. */
const strategy = ifElse(
  usesVolume,
  { type: 'Recreate' },
  { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
)

export const mlflowDeployment = resourceWhen<IDeployment>(mlflow.isEmbedded, {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: objectMeta('mlflow'),
  spec: {
    replicas: 1,
    revisionHistoryLimit: 5,
    selector: { matchLabels: selectorLabels('mlflow') },
    strategy,
    template: podTemplate('mlflow', {
      initContainers: when(isUpgraded, [databaseUpgrade]),
      containers: [mlflowContainer],
      volumes: mlflowVolumes,
      config: { config: mlflowConfigMap, files: mlflowFiles },
      graceSeconds: shutdownSeconds,
    }),
  },
})
