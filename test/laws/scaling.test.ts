import { both, proves, remove, set } from './prove.js'
import {
  autoscalersHaveRoom,
  disruptionBudgetsKeepOnePod,
  disruptionBudgetsLetOnePodGo,
  onlyOneSetsTheNumberOfPods,
  podsMayFinishTheirWork,
  rolloutsKeepAllPods,
  workloadsWithSeveralPodsHaveBudgets,
} from './scaling.js'

proves(onlyOneSetsTheNumberOfPods, {
  'Deployment/shop-slipway-api is sized by two objects': set('Deployment/api', ['spec', 'replicas'], 3),
  'Deployment/shop-slipway-api is sized by nobody': remove('HorizontalPodAutoscaler/api'),
})

proves(autoscalersHaveRoom, {
  'HorizontalPodAutoscaler/shop-slipway-api has more': set('HorizontalPodAutoscaler/api', ['spec', 'maxReplicas'], 2),
})

proves(disruptionBudgetsLetOnePodGo, {
  'PodDisruptionBudget/shop-slipway-api lets no pod go': set('PodDisruptionBudget/api', ['spec', 'maxUnavailable'], 0),
  'PodDisruptionBudget/shop-slipway-ui lets no pod go': both(
    set('PodDisruptionBudget/ui', ['spec', 'maxUnavailable'], undefined),
    set('PodDisruptionBudget/ui', ['spec', 'minAvailable'], 2),
  ),
})

proves(disruptionBudgetsKeepOnePod, {
  'PodDisruptionBudget/shop-slipway-api lets all 3 pods go': set(
    'PodDisruptionBudget/api',
    ['spec', 'maxUnavailable'],
    3,
  ),
})

proves(workloadsWithSeveralPodsHaveBudgets, {
  'Deployment/shop-slipway-api has several pods and no': remove('PodDisruptionBudget/api'),
})

proves(rolloutsKeepAllPods, {
  'Deployment/shop-slipway-api takes pods away': set(
    'Deployment/api',
    ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
    1,
  ),
})

const grace = ['spec', 'template', 'spec', 'terminationGracePeriodSeconds']

proves(podsMayFinishTheirWork, {
  'Deployment/shop-slipway-api is killed after 44 s but needs 45 s': set('Deployment/api', grace, 44),
  'Deployment/shop-slipway-ui is killed after 30 s but needs 135 s': set('Deployment/ui', grace, undefined),
  'is killed after 45 s but needs 115 s': set('ConfigMap/api', ['data', 'SLIPWAY_DRAIN_SECONDS'], '100'),
})
