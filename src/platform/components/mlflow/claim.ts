import type { IPersistentVolumeClaim } from 'kubernetes-models/v1'
import { and, present, resourceWhen } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { mlflow } from '../../links/mlflow.js'
import { usesVolume } from '../../links/mlflow-server.js'
import { values } from '../../values/index.js'

const { volume } = values.mlflow.artifacts

/** The models. They outlive the release. */
export const mlflowClaim = resourceWhen<IPersistentVolumeClaim>(and(mlflow.isEmbedded, usesVolume), {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { ...objectMeta('mlflow'), annotations: { 'helm.sh/resource-policy': 'keep' } },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: present(volume.className, (name) => name),
    resources: { requests: { storage: volume.size } },
  },
})
