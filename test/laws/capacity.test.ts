import {
  computedQuotaAdmitsTheLargestScale,
  explicitQuotaAdmitsTheSmallestScale,
  limitRangeAdmitsContainers,
  priorityIsOfServingPodsOnly,
  quotaAdmitsLoadBalancers,
  quotaIsThereUnlessSwitchedOff,
} from './capacity.js'
import { containerOf, proves, remove, set, setValue } from './prove.js'

const quota = (name: string, amount: string) => set('ResourceQuota/quota', ['spec', 'hard', name], amount)

// 11 api pods of 1 CPU and 2 GiB, 6 ui pods of 500m and 1 GiB, the test pod of 10m and 64 MiB.
proves(computedQuotaAdmitsTheLargestScale, {
  'allows requests.cpu 26509m, but 26.51 are needed': quota('requests.cpu', '26509m'),
  'allows requests.memory 53Gi': quota('requests.memory', '53Gi'),
  'allows limits.cpu 53': quota('limits.cpu', '53'),
  'allows limits.memory 106Gi': quota('limits.memory', '106Gi'),
  'allows pods 32, but 33 are needed': quota('pods', '32'),
  'but 226.51 are needed': set('HorizontalPodAutoscaler/api', ['spec', 'maxReplicas'], 110),
  'limits.cpu 54100m': set('Deployment/ui', ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], 9),
})

proves(
  explicitQuotaAdmitsTheSmallestScale,
  {
    'allows requests.cpu 3999m, but 4 are needed': quota('requests.cpu', '3999m'),
    'allows limits.memory 15Gi': quota('limits.memory', '15Gi'),
  },
  { quota: { mode: 'explicit' } },
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
})

proves(priorityIsOfServingPodsOnly, {
  'PriorityClass/team-1.shop-slipway-1000000 is the default': set(
    'PriorityClass/slipway-1000000',
    ['globalDefault'],
    true,
  ),
  'Pod/shop-slipway-smoke-test may push': set('Pod/smoke-test', ['spec', 'priorityClassName'], 'high'),
  'Deployment/shop-slipway-api has no priority': set(
    'Deployment/api',
    ['spec', 'template', 'spec', 'priorityClassName'],
    undefined,
  ),
})
