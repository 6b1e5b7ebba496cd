import { amountOf } from '../../tools/report/quantity.js'
import {
  computedQuotaAdmitsTheLargestScale,
  explicitQuotaAdmitsTheSmallestScale,
  limitRangeAdmitsContainers,
  priorityIsOfServingPodsOnly,
  quotaAdmitsLoadBalancers,
  quotaIsThereUnlessSwitchedOff,
} from './capacity.js'
import { ofKind } from './kubernetes.js'
import { type Break, containerOf, podOf, proves, remove, set, setValue } from './prove.js'

const quota = (name: string, amount: string) => set('ResourceQuota/quota', ['spec', 'hard', name], amount)
const cpuOf = (target: Parameters<typeof set>[0], path: readonly (string | number)[], cpu: string) =>
  set(target, [...path, 'resources', 'requests', 'cpu'], cpu)
const upgrade = [...podOf.Deployment, 'initContainers', 0]
const exporter = [...podOf.StatefulSet, 'initContainers', 0]

/** Takes the quota the least that counts: a thousandth of a CPU, a byte, a pod. */
const less =
  (name: string): Break =>
  (rendering) => {
    const [limits] = ofKind(rendering.objects, 'ResourceQuota')
    const allowed = amountOf(limits?.spec?.hard?.[name])
    return quota(name, name.endsWith('cpu') ? `${allowed * 1000 - 1}m` : `${allowed - 1}`)(rendering)
  }

proves(computedQuotaAdmitsTheLargestScale, {
  'allows requests.cpu ': less('requests.cpu'),
  'allows requests.memory ': less('requests.memory'),
  'allows limits.cpu ': less('limits.cpu'),
  'allows limits.memory ': less('limits.memory'),
  'allows pods ': less('pods'),
  'allows requests.storage ': less('requests.storage'),
  '0.5 for headroom': less('requests.cpu'),
  // Each kind of pod counts: those that a rollout makes twice and those that it does not, those that end.
  '221 × 1 for Deployment/shop-slipway-api': set('HorizontalPodAutoscaler/api', ['spec', 'maxReplicas'], 110),
  '19 × 0.5 for Deployment/shop-slipway-ui': set('Deployment/ui', ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], 9),
  '2 × 9 for Deployment/shop-slipway-cache': cpuOf('Deployment/cache', containerOf.Deployment, '9'),
  '2 × 9 for Deployment/shop-slipway-mlflow': cpuOf('Deployment/mlflow', containerOf.Deployment, '9'),
  '1 × 9.025 for StatefulSet/shop-slipway-database': cpuOf('StatefulSet/database', containerOf.StatefulSet, '9'),
  '1 × 9 for Job/shop-slipway-first-model': cpuOf('Job/first-model', containerOf.Job, '9'),
  '1 × 9 for CronJob/shop-slipway-mlflow-gc': cpuOf('CronJob/mlflow-gc', containerOf.CronJob, '9'),
  // A sidecar counts beside its container, an init container instead of it.
  '1 × 11 for StatefulSet/shop-slipway-database': cpuOf('StatefulSet/database', exporter, '9'),
  '2 × 8 for Deployment/shop-slipway-mlflow': cpuOf('Deployment/mlflow', upgrade, '8'),
  '2 × 21474836480 for StatefulSet/shop-slipway-database': set('StatefulSet/database', ['spec', 'replicas'], 2),
})

// As the application asks for them: 3 api pods of 1 CPU and 2 pods of the interface of 500m.
proves(
  explicitQuotaAdmitsTheSmallestScale,
  {
    'allows requests.cpu 3999m of 4 = 3 × 1 for Deployment/shop-slipway-api + 2 × 0.5 for Deployment/shop-slipway-ui':
      quota('requests.cpu', '3999m'),
    'allows limits.memory 15Gi of': quota('limits.memory', '15Gi'),
  },
  { quota: { mode: 'explicit' }, database: { mode: 'none' }, cache: { mode: 'none' }, mlflow: { mode: 'none' } },
)

proves(
  explicitQuotaAdmitsTheSmallestScale,
  {
    '1 × 2.025 for StatefulSet/shop-slipway-database': quota('requests.cpu', '6'),
    'allows requests.storage 39Gi of': quota('requests.storage', '39Gi'),
  },
  {
    quota: {
      mode: 'explicit',
      explicit: { requests: { cpu: '7', memory: '15Gi' }, limits: { cpu: '15', memory: '28Gi' }, storage: '40Gi' },
    },
  },
)

proves(quotaAdmitsLoadBalancers, {
  'allows services.loadbalancers 0 of 1 = 1 × 1 for Service/shop-slipway-ui': (rendering) =>
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
