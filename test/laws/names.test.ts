import { labelValuesAreShort, namesAreShort, objectsAreUnique, portsHaveNames, servicesAreHostNames } from './names.js'
import { containerOf, copy, proves, set } from './prove.js'

proves(namesAreShort, {
  'has a name of 64 characters': set('Deployment/api', ['metadata', 'name'], 'a'.repeat(64)),
  '/job has a name of 64 characters': set('Job/migrate', ['metadata', 'name'], 'job'.padStart(64, '/')),
  'has a name of 53 characters': set('CronJob/migrate', ['metadata', 'name'], 'a'.repeat(53)),
  '/set has a name of 53 characters': set('StatefulSet/database', ['metadata', 'name'], 'set'.padStart(53, '/')),
})

proves(labelValuesAreShort, {
  'has the label team': set('Deployment/api', ['spec', 'template', 'metadata', 'labels', 'team'], 'a'.repeat(64)),
})

proves(servicesAreHostNames, {
  'Service/1-api is not': set('Service/api', ['metadata', 'name'], '1-api'),
  'Service/shop.api is not': set('Service/api', ['metadata', 'name'], 'shop.api'),
})

proves(portsHaveNames, {
  'calls its port 8000 undefined': set('Deployment/api', [...containerOf.Deployment, 'ports', 0, 'name'], undefined),
  'calls its port 8000 prediction-service': set(
    'Deployment/api',
    [...containerOf.Deployment, 'ports', 0, 'name'],
    'prediction-service',
  ),
})

proves(objectsAreUnique, {
  'ConfigMap/shop-slipway-api is there twice': copy('ConfigMap/api', set('ConfigMap/api', ['data'], {})),
})
