import {
  computedQuotaAdmitsTheLargestScale,
  explicitQuotaAdmitsTheSmallestScale,
  limitRangeAdmitsContainers,
  priorityIsOfServingPodsOnly,
  quotaAdmitsLoadBalancers,
  quotaIsThereUnlessSwitchedOff,
} from './capacity.js'
import { both, containerOf, podOf, proves, remove, set, setValue } from './prove.js'

const quota = (name: string, amount: string) => set('ResourceQuota/quota', ['spec', 'hard', name], amount)
const cpuOf = (target: Parameters<typeof set>[0], path: readonly (string | number)[], cpu: string) =>
  set(target, [...path, 'resources', 'requests', 'cpu'], cpu)
const upgrade = [...podOf.Deployment, 'initContainers', 0]
const exporter = [...podOf.StatefulSet, 'initContainers', 0]

// Requests: 21 api pods of 1 CPU and 2 GiB, 11 ui pods of 500m and 1 GiB, the database of 2 CPU and 4 GiB with its exporter of
// 25m and 64 MiB, 2 caches of 250m and 1 GiB, MLflow of 500m and 1 GiB, 5 Jobs of 100m and 256 MiB, the test pod of 10m and
// 64 MiB. 20 GiB of storage each for the database and MLflow.
proves(computedQuotaAdmitsTheLargestScale, {
  'allows requests.cpu 30034m, but 30.035': quota('requests.cpu', '30034m'),
  'allows requests.memory 62847Mi': quota('requests.memory', '62847Mi'),
  'allows limits.cpu 65349m': quota('limits.cpu', '65349m'),
  'allows limits.memory 123583Mi': quota('limits.memory', '123583Mi'),
  'allows pods 41, but 42 are needed': quota('pods', '41'),
  'allows requests.storage 39Gi, but 42949672960 are needed': quota('requests.storage', '39Gi'),
  'but 230.03': set('HorizontalPodAutoscaler/api', ['spec', 'maxReplicas'], 110),
  'limits.cpu 67350m': set('Deployment/ui', ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], 9),
  // Each kind of pod counts: those that a cache's rollout makes twice, those that stay alone, those that end.
  'but 34.035': both(quota('requests.cpu', '34034m'), cpuOf('Deployment/cache', containerOf.Deployment, '2250m')),
  'but 34.535': both(quota('requests.cpu', '34534m'), cpuOf('Deployment/mlflow', containerOf.Deployment, '5')),
  'but 36.035': both(quota('requests.cpu', '36034m'), cpuOf('StatefulSet/database', containerOf.StatefulSet, '8')),
  'but 39.935': both(quota('requests.cpu', '39934m'), cpuOf('Job/first-model', containerOf.Job, '10')),
  'but 49.935': both(quota('requests.cpu', '49934m'), cpuOf('CronJob/mlflow-gc', containerOf.CronJob, '20')),
  // A sidecar counts beside its container, an init container instead of it.
  'but 38.01': both(quota('requests.cpu', '38'), cpuOf('StatefulSet/database', exporter, '8')),
  'but 37.535': both(quota('requests.cpu', '37534m'), cpuOf('Deployment/mlflow', upgrade, '8')),
  'allows requests.storage 41984Mi, but 64424509440 are needed': set('StatefulSet/database', ['spec', 'replicas'], 2),
})

proves(
  explicitQuotaAdmitsTheSmallestScale,
  {
    'allows requests.cpu 3999m, but 4 are needed': quota('requests.cpu', '3999m'),
    'allows limits.memory 15Gi': quota('limits.memory', '15Gi'),
  },
  { quota: { mode: 'explicit' }, database: { mode: 'none' }, cache: { mode: 'none' }, mlflow: { mode: 'none' } },
)

proves(
  explicitQuotaAdmitsTheSmallestScale,
  {
    'allows requests.cpu 6774m, but 6.775': quota('requests.cpu', '6774m'),
    'allows requests.storage 39Gi, but 42949672960 are needed': quota('requests.storage', '39Gi'),
  },
  {
    quota: {
      mode: 'explicit',
      explicit: { requests: { cpu: '7', memory: '15Gi' }, limits: { cpu: '15', memory: '28Gi' }, storage: '40Gi' },
    },
  },
)

proves(quotaAdmitsLoadBalancers, {
  'allows services.loadbalancers 0, but 1 are needed': (rendering) =>
    quota('services.loadbalancers', '0')(set('Service/ui', ['spec', 'type'], 'LoadBalancer')(rendering)),
})

proves(quotaIsThereUnlessSwitchedOff, {
  'quota.mode is computed': remove('ResourceQuota/quota'),
  'quota.mode is none': setValue(['quota', 'mode'], 'none'),
})

proves(limitRangeAdmitsContainers, {
  'refuses the cpu limit of Deployment/shop-slipway-api api': set(
    'Deployment/api',
    [...containerOf.Deployment, 'resources', 'limits', 'cpu'],
    '5',
  ),
  'refuses the memory limit of StatefulSet/shop-slipway-database exporter': set(
    'StatefulSet/database',
    [...exporter, 'resources', 'limits', 'memory'],
    '9Gi',
  ),
})

proves(priorityIsOfServingPodsOnly, {
  'PriorityClass/team-1.shop-slipway-1000000 is the default': set(
    'PriorityClass/slipway-1000000',
    ['globalDefault'],
    true,
  ),
  'Pod/shop-slipway-smoke-test may push': set('Pod/smoke-test', ['spec', 'priorityClassName'], 'high'),
  'Job/shop-slipway-migrate': set('Job/migrate', [...podOf.Job, 'priorityClassName'], 'high'),
  'CronJob/shop-slipway-mlflow-gc may push': set('CronJob/mlflow-gc', [...podOf.CronJob, 'priorityClassName'], 'high'),
  'Deployment/shop-slipway-api has no priority': set(
    'Deployment/api',
    [...podOf.Deployment, 'priorityClassName'],
    undefined,
  ),
  'StatefulSet/shop-slipway-database has no priority': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'priorityClassName'],
    undefined,
  ),
})
