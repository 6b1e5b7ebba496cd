import {
  containersSayWhatTheyNeed,
  rootFileSystemsAreReadOnly,
  tokensAreNotMounted,
  usersAreFixedNumbers,
} from './containers.js'
import { both, containerOf, podOf, proves, set, setValue } from './prove.js'

const api = (...path: readonly (string | number)[]) => [...containerOf.Deployment, ...path]
const initContainer = (container: object) =>
  set('Deployment/api', ['spec', 'template', 'spec', 'initContainers'], [container])

proves(containersSayWhatTheyNeed, {
  'api has no requests.cpu': set('Deployment/api', api('resources', 'requests', 'cpu'), undefined),
  'api has no limits.memory': set('Deployment/api', api('resources', 'limits', 'memory'), undefined),
  'api has no limits.ephemeral-storage': set(
    'Deployment/api',
    api('resources', 'limits', 'ephemeral-storage'),
    undefined,
  ),
  'curl has no requests.memory': set('Pod/smoke-test', [...containerOf.Pod, 'resources'], undefined),
  'prepare has no requests.cpu': initContainer({ name: 'prepare' }),
  'exporter has no limits.memory': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'initContainers', 0, 'resources', 'limits', 'memory'],
    undefined,
  ),
  'Job/shop-slipway-migrate': set('Job/migrate', [...containerOf.Job, 'resources'], undefined),
  'CronJob/shop-slipway-mlflow-gc mlflow-gc has no requests.ephemeral-storage': set(
    'CronJob/mlflow-gc',
    [...containerOf.CronJob, 'resources', 'requests', 'ephemeral-storage'],
    undefined,
  ),
})

proves(rootFileSystemsAreReadOnly, {
  'api may write': set('Deployment/api', api('securityContext', 'readOnlyRootFilesystem'), false),
  'curl may write': set('Pod/smoke-test', [...containerOf.Pod, 'securityContext', 'readOnlyRootFilesystem'], undefined),
  'prepare may write': initContainer({ name: 'prepare' }),
  'StatefulSet/shop-slipway-database database may write': set(
    'StatefulSet/database',
    [...containerOf.StatefulSet, 'securityContext', 'readOnlyRootFilesystem'],
    undefined,
  ),
  'CronJob/shop-slipway-migrate migrate may write': set(
    'CronJob/migrate',
    [...containerOf.CronJob, 'securityContext', 'readOnlyRootFilesystem'],
    false,
  ),
})

proves(usersAreFixedNumbers, {
  'api has runAsUser 1000': set('Deployment/api', api('securityContext', 'runAsUser'), 1000),
  'curl has runAsGroup undefined': both(
    set('Pod/smoke-test', ['spec', 'securityContext', 'runAsGroup'], undefined),
    set('Pod/smoke-test', [...containerOf.Pod, 'securityContext', 'runAsGroup'], undefined),
  ),
  'first-model has runAsUser 70': set('Job/first-model', [...containerOf.Job, 'securityContext', 'runAsUser'], 70),
  'database has runAsGroup 999': set(
    'StatefulSet/database',
    [...containerOf.StatefulSet, 'securityContext', 'runAsGroup'],
    999,
  ),
  'api sets runAsUser': setValue(['podSecurity', 'fixedUsers'], false),
})

proves(tokensAreNotMounted, {
  'Deployment/shop-slipway-ui mounts': set(
    'Deployment/ui',
    ['spec', 'template', 'spec', 'automountServiceAccountToken'],
    undefined,
  ),
  'ServiceAccount/shop-slipway-ui gives': set('ServiceAccount/ui', ['automountServiceAccountToken'], undefined),
  'CronJob/shop-slipway-mlflow-gc mounts': set(
    'CronJob/mlflow-gc',
    [...podOf.CronJob, 'automountServiceAccountToken'],
    undefined,
  ),
  'ServiceAccount/shop-slipway-database-roles gives': set(
    'ServiceAccount/database-roles',
    ['automountServiceAccountToken'],
    true,
  ),
  'Pod/shop-slipway-smoke-test mounts': set('Pod/smoke-test', ['spec', 'automountServiceAccountToken'], true),
})
