import { add, containerOf, podOf, proves, set, setValue } from './prove.js'
import { productionMakesNoSecret, secretsAreFiles, secretsStayInSecrets } from './secrets.js'

proves(productionMakesNoSecret, {
  'Secret/keys comes from the values': add({ kind: 'Secret', metadata: { name: 'keys' } }),
})

proves(secretsStayInSecrets, {
  'Deployment/shop-slipway-api shows a secret': setValue(['ui', 'session', 'cookieSecret'], 'preStop'),
  'ConfigMap/shop-slipway-api shows a secret': setValue(['api', 'auth', 'keys'], { first: 'SLIPWAY_LOG_LEVEL' }),
  'StatefulSet/shop-slipway-database shows a secret': setValue(['database', 'passwords'], { app: '--config_file=' }),
  'Deployment/shop-slipway-cache shows a secret': setValue(['cache', 'passwords'], { monitor: 'valkey-server' }),
  'CronJob/shop-slipway-mlflow-gc shows a secret': setValue(['mlflow', 'passwords'], { admin: '--older-than=30d' }),
  'ConfigMap/shop-slipway-ui shows a secret': setValue(['ui', 'apiAccess', 'key'], 'SLIPWAY_API_URL'),
})

proves(secretsAreFiles, {
  'api gets a secret': set('Deployment/api', [...containerOf.Deployment, 'env', 0], {
    name: 'PASSWORD',
    valueFrom: { secretKeyRef: { name: 'api-keys', key: 'password' } },
  }),
  'ui gets a secret': set(
    'Deployment/ui',
    [...containerOf.Deployment, 'envFrom'],
    [{ secretRef: { name: 'session' } }],
  ),
  'Job/shop-slipway-migrate': set('Job/migrate', [...containerOf.Job, 'env', 0], {
    name: 'PGPASSWORD',
    valueFrom: { secretKeyRef: { name: 'database', key: 'migrator' } },
  }),
  'exporter gets a secret': set('StatefulSet/database', [...podOf.StatefulSet, 'initContainers', 0, 'env', 0], {
    name: 'DATA_SOURCE_PASS',
    valueFrom: { secretKeyRef: { name: 'database', key: 'monitor' } },
  }),
})
