import { databasePasswords } from './passwords.js'
import { add, containerOf, podOf, proves, remove, set, setValue } from './prove.js'
import {
  autoscalersHaveTargets,
  namedObjectsExist,
  nothingIsUnused,
  routesReachServices,
  statefulSetsHaveHeadlessServices,
} from './references.js'

proves(autoscalersHaveTargets, {
  'scales Deployment/elsewhere': set('HorizontalPodAutoscaler/api', ['spec', 'scaleTargetRef', 'name'], 'elsewhere'),
  'measures container main': set(
    'HorizontalPodAutoscaler/api',
    ['spec', 'metrics', 0, 'containerResource', 'container'],
    'main',
  ),
})

proves(routesReachServices, {
  'Ingress/shop-slipway-ui leads to port http of Service/shop-slipway-ui': remove('Service/ui'),
  'Ingress/shop-slipway-ui leads to port web': set(
    'Ingress/ui',
    ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'port'],
    { name: 'web' },
  ),
})

proves(
  routesReachServices,
  {
    'HTTPRoute/shop-slipway-api leads to port 8001': set(
      'HTTPRoute/api',
      ['spec', 'rules', 0, 'backendRefs', 0, 'port'],
      8001,
    ),
    'HTTPRoute/shop-slipway-api leads to port 8000 of Service/other': set(
      'HTTPRoute/api',
      ['spec', 'rules', 0, 'backendRefs', 0, 'name'],
      'other',
    ),
  },
  { edge: { mode: 'httpRoute', apiHost: 'api.example.com', gateway: { name: 'public' } } },
)

const volume = (source: object) =>
  set('Deployment/api', ['spec', 'template', 'spec', 'volumes', 0], { name: 'tmp', ...source })
const variable = (valueFrom: object) =>
  set('Deployment/api', [...containerOf.Deployment, 'env', 0], { name: 'POD_NAME', valueFrom })

proves(namedObjectsExist, {
  'refers to ServiceAccount/shop-slipway-api': remove('ServiceAccount/api'),
  'refers to ConfigMap/shop-slipway-api': remove('ConfigMap/api'),
  'refers to ConfigMap/shop-slipway-ui-streamlit': remove('ConfigMap/ui-streamlit'),
  'refers to PriorityClass/team-1.shop-slipway-1000000': remove('PriorityClass/slipway-1000000'),
  'refers to Secret/api-keys': setValue(['api', 'auth', 'existingSecret'], ''),
  'Ingress/shop-slipway-ui refers to Secret/wildcard-tls': setValue(['edge', 'ingress', 'tlsSecret'], ''),
  'Pod/shop-slipway-smoke-test refers to Secret/registry': setValue(['global', 'image', 'pullSecrets'], []),
  'refers to Secret/gone': volume({ secret: { secretName: 'gone' } }),
  'refers to ConfigMap/gone': volume({ configMap: { name: 'gone' } }),
  'refers to Secret/lost': variable({ secretKeyRef: { name: 'lost', key: 'password' } }),
  'refers to ConfigMap/lost': variable({ configMapKeyRef: { name: 'lost', key: 'level' } }),
  'refers to ServiceAccount/shop-slipway-mlflow-gc': remove('ServiceAccount/mlflow-gc'),
  'refers to ServiceAccount/shop-slipway-first-model': remove('ServiceAccount/first-model'),
  'StatefulSet/shop-slipway-database refers to ConfigMap/shop-slipway-database-files':
    remove('ConfigMap/database-files'),
  'refers to ConfigMap/shop-slipway-database-roles': remove('ConfigMap/database-roles'),
  'CronJob/shop-slipway-mlflow-gc refers to ConfigMap/shop-slipway-mlflow-files': remove('ConfigMap/mlflow-files'),
  'Deployment/shop-slipway-mlflow refers to PersistentVolumeClaim/shop-slipway-mlflow':
    remove('PersistentVolumeClaim/mlflow'),
  'refers to PersistentVolumeClaim/gone': volume({ persistentVolumeClaim: { claimName: 'gone' } }),
  'refers to Secret/database': setValue(['database', 'existingSecret'], ''),
})

const development = (passwords: object) => ({
  profile: 'development',
  database: { existingSecret: '', ...passwords },
})

// The Secret that users make under the chart's name.
proves(
  namedObjectsExist,
  {
    'CronJob/shop-slipway-migrate refers to Secret/shop-slipway-database': setValue(
      ['database', 'passwords'],
      databasePasswords,
    ),
    'StatefulSet/shop-slipway-database refers to Secret/shop-slipway-database': setValue(
      ['database', 'existingSecret'],
      'pg',
    ),
  },
  development({}),
)

// The Secret that the chart makes.
proves(
  namedObjectsExist,
  { 'Deployment/shop-slipway-api refers to Secret/shop-slipway-database': remove('Secret/database') },
  development({ passwords: databasePasswords }),
)

proves(nothingIsUnused, {
  'ServiceAccount/shop-slipway-mlflow-gc is used by no pod': remove('CronJob/mlflow-gc'),
  'ServiceAccount/shop-slipway-first-model is used': remove('Job/first-model'),
  'PersistentVolumeClaim/shop-slipway-mlflow is used by no pod': set(
    'Deployment/mlflow',
    [...podOf.Deployment, 'volumes'],
    [],
  ),
  'ConfigMap/shop-slipway-database is used by no pod': set(
    'StatefulSet/database',
    [...containerOf.StatefulSet, 'envFrom'],
    undefined,
  ),
  'Secret/stray is used by no pod': add({ kind: 'Secret', metadata: { name: 'stray' } }),
})

proves(statefulSetsHaveHeadlessServices, {
  'StatefulSet/shop-slipway-database belongs to Service/shop-slipway-database-pods, which':
    remove('Service/database-pods'),
  'Service/shop-slipway-database does not name': set(
    'StatefulSet/database',
    ['spec', 'serviceName'],
    'shop-slipway-database',
  ),
  'Service/shop-slipway-database-pods does not name': set('Service/database-pods', ['spec', 'selector'], { app: 'b' }),
})
