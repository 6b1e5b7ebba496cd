import { containerOf, proves, remove, set, setValue } from './prove.js'
import { autoscalersHaveTargets, namedObjectsExist, routesReachServices } from './references.js'

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
})
