import { copy, proves, set } from './prove.js'
import {
  deploymentsSelectTheirOwnPods,
  disruptionBudgetsFindPods,
  hookPodsMatchNoService,
  networkPoliciesFindPods,
  schedulingCountsTheSamePods,
  selectorsAreUnique,
  servicesFindPodsAndPorts,
} from './selection.js'

const strangers = { app: 'stranger' }
const everyPod = { 'app.kubernetes.io/name': 'slipway' }

proves(deploymentsSelectTheirOwnPods, {
  'Deployment/shop-slipway-api does not': set('Deployment/api', ['spec', 'selector', 'matchLabels'], strangers),
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
})

proves(servicesFindPodsAndPorts, {
  'Service/shop-slipway-ui selects no pod': set('Service/ui', ['spec', 'selector'], strangers),
  'Service/shop-slipway-ui sends to port 8080': set('Service/ui', ['spec', 'ports', 0, 'targetPort'], 8080),
  'Service/shop-slipway-ui sends to port web': set('Service/ui', ['spec', 'ports', 0, 'targetPort'], 'web'),
})

proves(hookPodsMatchNoService, {
  'Service/shop-slipway-ui selects the hook Pod/shop-slipway-smoke-test': set(
    'Service/ui',
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
