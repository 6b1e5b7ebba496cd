import {
  clusterWideObjectsAreAskedFor,
  configurationRestartsPods,
  containersAreProbed,
  identityIsOfTheRelease,
  kindsAreKnownToTheLaws,
  nothingIsNull,
  objectsAreInTheNamespaceOfTheRelease,
  objectsAreLabelled,
} from './objects.js'
import { add, containerOf, podOf, proves, set, setValue } from './prove.js'

proves(kindsAreKnownToTheLaws, {
  'DaemonSet/logs is of a kind without laws': add({ kind: 'DaemonSet', metadata: { name: 'logs' } }),
  'ClusterRole/reader is of a kind without laws': add({ kind: 'ClusterRole', metadata: { name: 'reader' } }),
})

proves(objectsAreInTheNamespaceOfTheRelease, {
  'Service/shop-slipway-api is in namespace undefined': set('Service/api', ['metadata', 'namespace'], undefined),
  'Service/shop-slipway-api is in namespace kube-system': set('Service/api', ['metadata', 'namespace'], 'kube-system'),
  'ClusterRole/reader is in namespace undefined': add({ kind: 'ClusterRole', metadata: { name: 'reader' } }),
})

proves(clusterWideObjectsAreAskedFor, {
  'PriorityClass/team-1.shop-slipway-1000000 concerns': setValue(['priorityClass', 'create'], false),
  'PriorityClass/high concerns': set('PriorityClass/slipway-1000000', ['metadata', 'name'], 'high'),
})

proves(objectsAreLabelled, {
  'ResourceQuota/shop-slipway-quota has no label helm.sh/chart': set(
    'ResourceQuota/quota',
    ['metadata', 'labels', 'helm.sh/chart'],
    undefined,
  ),
})

proves(identityIsOfTheRelease, {
  'Deployment/shop-slipway-api does not': set(
    'Deployment/api',
    ['spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/name'],
    'other',
  ),
  'CronJob/shop-slipway-migrate does not': set(
    'CronJob/migrate',
    ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/instance'],
    undefined,
  ),
  'Service/shop-slipway-ui does not': set('Service/ui', ['metadata', 'labels', 'app.kubernetes.io/instance'], 'other'),
})

proves(nothingIsNull, {
  'Service/shop-slipway-api has null in spec.ports.0.name': set('Service/api', ['spec', 'ports', 0, 'name'], null),
})

proves(containersAreProbed, {
  'api has no startupProbe': set('Deployment/api', [...containerOf.Deployment, 'startupProbe'], undefined),
  'database has no readinessProbe': set(
    'StatefulSet/database',
    [...containerOf.StatefulSet, 'readinessProbe'],
    undefined,
  ),
  'cache has no livenessProbe': set('Deployment/cache', [...containerOf.Deployment, 'livenessProbe'], undefined),
  'exporter has no livenessProbe': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'initContainers', 0, 'livenessProbe'],
    undefined,
  ),
})

proves(configurationRestartsPods, {
  'Deployment/shop-slipway-ui has 1 checksums for 2 ConfigMaps': set(
    'Deployment/ui',
    ['spec', 'template', 'metadata', 'annotations', 'checksum/streamlit'],
    undefined,
  ),
  'StatefulSet/shop-slipway-database has 1 checksums for 2': set(
    'StatefulSet/database',
    ['spec', 'template', 'metadata', 'annotations', 'checksum/files'],
    undefined,
  ),
  'Deployment/shop-slipway-mlflow has 2 checksums for 3': set(
    'Deployment/mlflow',
    [...podOf.Deployment, 'initContainers', 0, 'envFrom'],
    [{ configMapRef: { name: 'shop-slipway-api' } }],
  ),
})
