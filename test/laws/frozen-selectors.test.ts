import { selectorsAreFrozen } from './frozen-selectors.js'
import { proves, set } from './prove.js'

const matchLabels = ['spec', 'selector', 'matchLabels']
const claim = ['spec', 'volumeClaimTemplates', 0]
const database = (path: readonly (string | number)[], value: unknown) => set('StatefulSet/database', path, value)

proves(selectorsAreFrozen, {
  'Deployment/shop-slipway-api is not as': set('Deployment/api', [...matchLabels, 'team'], 'shop'),
  'Deployment/shop-slipway-ui is not as': set(
    'Deployment/ui',
    [...matchLabels, 'app.kubernetes.io/instance'],
    undefined,
  ),
  'is not as Deployment canary in selectors.golden.json': set(
    'Deployment/ui',
    ['metadata', 'name'],
    'shop-slipway-canary',
  ),
  'Deployment/shop-slipway-cache is not as': set('Deployment/cache', ['spec', 'selector', 'matchExpressions'], []),
  'StatefulSet/shop-slipway-database is not as': database([...matchLabels, 'app.kubernetes.io/component'], 'db'),
  'StatefulSet/shop-slipway-database is not as StatefulSet database': database(['spec', 'serviceName'], 'pods'),
  'shop-slipway-database is not as StatefulSet': database(['spec', 'podManagementPolicy'], 'Parallel'),
  'slipway-database is not as StatefulSet': database([...claim, 'metadata', 'name'], 'database'),
  'database is not as StatefulSet': database([...claim, 'metadata', 'labels', 'team'], 'shop'),
  'is not as StatefulSet database': database([...claim, 'spec', 'accessModes'], ['ReadWriteMany']),
  'as StatefulSet database in': database([...claim, 'spec', 'volumeMode'], 'Block'),
  'is not as StatefulSet database in': database(['spec', 'volumeClaimTemplates'], undefined),
  'PersistentVolumeClaim/shop-slipway-mlflow is not as': set(
    'PersistentVolumeClaim/mlflow',
    ['spec', 'accessModes'],
    ['ReadWriteMany'],
  ),
  'is not as PersistentVolumeClaim models in': set(
    'PersistentVolumeClaim/mlflow',
    ['metadata', 'name'],
    'shop-slipway-models',
  ),
  'Service/shop-slipway-database-pods is not as': set('Service/database-pods', ['spec', 'clusterIP'], undefined),
  'Service/shop-slipway-mlflow is not as': set('Service/mlflow', ['spec', 'clusterIP'], 'None'),
})
