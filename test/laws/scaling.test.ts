import { both, proves, remove, set, setValue } from './prove.js'
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
  'StatefulSet/shop-slipway-database is sized by nobody': set('StatefulSet/database', ['spec', 'replicas'], undefined),
  'Deployment/shop-slipway-cache is sized by two objects': both(
    set('HorizontalPodAutoscaler/api', ['spec', 'scaleTargetRef', 'name'], 'shop-slipway-cache'),
    set('Deployment/api', ['spec', 'replicas'], 3),
  ),
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
  'PodDisruptionBudget/shop-slipway-database lets no pod go': set(
    'PodDisruptionBudget/database',
    ['spec', 'maxUnavailable'],
    0,
  ),
  // What the values say of the database is not said of the others.
  'PodDisruptionBudget/shop-slipway-ui lets no': both(
    set('PodDisruptionBudget/ui', ['spec', 'maxUnavailable'], 0),
    setValue(['database', 'disruption', 'maxUnavailable'], 0),
  ),
})

proves(
  disruptionBudgetsLetOnePodGo,
  {
    'PodDisruptionBudget/shop-slipway-api lets no pod go': set(
      'PodDisruptionBudget/api',
      ['spec', 'maxUnavailable'],
      0,
    ),
  },
  { database: { disruption: { maxUnavailable: 0 } } },
)

proves(disruptionBudgetsKeepOnePod, {
  'PodDisruptionBudget/shop-slipway-api lets all 3 pods go': set(
    'PodDisruptionBudget/api',
    ['spec', 'maxUnavailable'],
    3,
  ),
  'PodDisruptionBudget/shop-slipway-database lets all 2 pods go': both(
    set('StatefulSet/database', ['spec', 'replicas'], 2),
    set('PodDisruptionBudget/database', ['spec', 'maxUnavailable'], 2),
  ),
})

proves(workloadsWithSeveralPodsHaveBudgets, {
  'Deployment/shop-slipway-api has several pods and no': remove('PodDisruptionBudget/api'),
  'StatefulSet/shop-slipway-database has several pods and no': both(
    set('StatefulSet/database', ['spec', 'replicas'], 2),
    remove('PodDisruptionBudget/database'),
  ),
})

proves(rolloutsKeepAllPods, {
  'Deployment/shop-slipway-api takes pods away': set(
    'Deployment/api',
    ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
    1,
  ),
  'Deployment/shop-slipway-cache takes pods away': set('Deployment/cache', ['spec', 'strategy'], { type: 'Recreate' }),
  'Deployment/shop-slipway-mlflow takes pods away': set(
    'PersistentVolumeClaim/mlflow',
    ['spec', 'accessModes'],
    ['ReadWriteMany'],
  ),
})

const grace = ['spec', 'template', 'spec', 'terminationGracePeriodSeconds']

proves(podsMayFinishTheirWork, {
  'Deployment/shop-slipway-api is killed after 44 s but needs 45 s': set('Deployment/api', grace, 44),
  'Deployment/shop-slipway-ui is killed after 30 s but needs 135 s': set('Deployment/ui', grace, undefined),
  'is killed after 45 s but needs 115 s': set('ConfigMap/api', ['data', 'SLIPWAY_DRAIN_SECONDS'], '100'),
})
