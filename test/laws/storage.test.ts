import { copy, proves, set } from './prove.js'
import { dataOutlivesTheRelease, volumesAreOfOnePod } from './storage.js'

proves(volumesAreOfOnePod, {
  'Deployment/shop-slipway-mlflow starts a pod while': set('Deployment/mlflow', ['spec', 'strategy'], {
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
  }),
  'Deployment/shop-slipway-mlflow starts a pod': set('Deployment/mlflow', ['spec', 'replicas'], 2),
  'PersistentVolumeClaim/shop-slipway-mlflow is mounted by 2 sets of pods': copy(
    'Deployment/mlflow',
    set('Deployment/mlflow', ['metadata', 'name'], 'shop-slipway-mlflow-canary'),
  ),
})

const policy = ['spec', 'persistentVolumeClaimRetentionPolicy']

proves(dataOutlivesTheRelease, {
  'PersistentVolumeClaim/shop-slipway-mlflow goes': set(
    'PersistentVolumeClaim/mlflow',
    ['metadata', 'annotations', 'helm.sh/resource-policy'],
    undefined,
  ),
  'StatefulSet/shop-slipway-database removes': set('StatefulSet/database', [...policy, 'whenDeleted'], 'Delete'),
  'StatefulSet/shop-slipway-database removes volumes': set('StatefulSet/database', [...policy, 'whenScaled'], 'Delete'),
})
