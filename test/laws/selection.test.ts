import { copy, proves, set } from './prove.js'
import {
  disruptionBudgetsFindPods,
  networkPoliciesFindPods,
  schedulingCountsTheSamePods,
  selectorsAreUnique,
  servicesFindPodsAndPorts,
  taskPodsMatchNoService,
  workloadsSelectTheirOwnPods,
} from './selection.js'

const strangers = { app: 'stranger' }
const everyPod = { 'app.kubernetes.io/name': 'slipway' }

proves(workloadsSelectTheirOwnPods, {
  'Deployment/shop-slipway-api does not': set('Deployment/api', ['spec', 'selector', 'matchLabels'], strangers),
  'StatefulSet/shop-slipway-database does not': set(
    'StatefulSet/database',
    ['spec', 'template', 'metadata', 'labels'],
    strangers,
  ),
})

proves(selectorsAreUnique, {
  'Deployment/shop-slipway-api selects the pods of Deployment/shop-slipway-ui': set(
    'Deployment/api',
    ['spec', 'selector', 'matchLabels'],
    everyPod,
  ),
  'Deployment/shop-slipway-canary selects the pods of Deployment/shop-slipway-api': copy(
    'Deployment/api',
    set('Deployment/api', ['metadata', 'name'], 'shop-slipway-canary'),
  ),
  'StatefulSet/shop-slipway-database selects the pods of Job/shop-slipway-migrate': set(
    'StatefulSet/database',
    ['spec', 'selector', 'matchLabels'],
    everyPod,
  ),
})

proves(servicesFindPodsAndPorts, {
  'Service/shop-slipway-ui selects no pod': set('Service/ui', ['spec', 'selector'], strangers),
  'Service/shop-slipway-ui sends to port 8080': set('Service/ui', ['spec', 'ports', 0, 'targetPort'], 8080),
  'Service/shop-slipway-ui sends to port web': set('Service/ui', ['spec', 'ports', 0, 'targetPort'], 'web'),
  'Service/shop-slipway-database-pods sends to port http': set(
    'Service/database-pods',
    ['spec', 'ports', 0, 'targetPort'],
    'http',
  ),
})

proves(taskPodsMatchNoService, {
  'Service/shop-slipway-ui selects the pods of the task Pod/shop-slipway-smoke-test': set(
    'Service/ui',
    ['spec', 'selector'],
    everyPod,
  ),
  'Service/shop-slipway-database-pods selects the pods of the task CronJob/shop-slipway-mlflow-gc': set(
    'Service/database-pods',
    ['spec', 'selector', 'app.kubernetes.io/component'],
    'mlflow-gc',
  ),
  'Service/shop-slipway-database selects the pods of the task Job/shop-slipway-first-model': set(
    'Service/database',
    ['spec', 'selector'],
    everyPod,
  ),
})

proves(disruptionBudgetsFindPods, {
  'PodDisruptionBudget/shop-slipway-ui selects no pod': set(
    'PodDisruptionBudget/ui',
    ['spec', 'selector', 'matchLabels'],
    strangers,
  ),
})

proves(networkPoliciesFindPods, {
  'NetworkPolicy/shop-slipway-ui selects no pod': set('NetworkPolicy/ui', ['spec', 'podSelector'], {
    matchLabels: strangers,
  }),
})

const counted = ['spec', 'template', 'spec', 'topologySpreadConstraints', 0, 'labelSelector']

proves(schedulingCountsTheSamePods, {
  'counts other pods than its own per topology.kubernetes.io/zone': set('Deployment/api', counted, {
    matchLabels: everyPod,
  }),
})
