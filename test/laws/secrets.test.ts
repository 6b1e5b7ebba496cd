import { add, containerOf, proves, set, setValue } from './prove.js'
import { productionMakesNoSecret, secretsAreFiles, secretsStayInSecrets } from './secrets.js'

proves(productionMakesNoSecret, {
  'Secret/keys comes from the values': add({ kind: 'Secret', metadata: { name: 'keys' } }),
})

proves(secretsStayInSecrets, {
  'Deployment/shop-slipway-api shows a secret': setValue(['ui', 'session', 'cookieSecret'], 'preStop'),
  'ConfigMap/shop-slipway-api shows a secret': setValue(['api', 'auth', 'keys'], { first: 'SLIPWAY_LOG_LEVEL' }),
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
})
