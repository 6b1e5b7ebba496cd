import {
  containersSayWhatTheyNeed,
  rootFileSystemsAreReadOnly,
  tokensAreNotMounted,
  usersAreFixedNumbers,
} from './containers.js'
import { both, containerOf, proves, set, setValue } from './prove.js'

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
})

proves(rootFileSystemsAreReadOnly, {
  'api may write': set('Deployment/api', api('securityContext', 'readOnlyRootFilesystem'), false),
  'curl may write': set('Pod/smoke-test', [...containerOf.Pod, 'securityContext', 'readOnlyRootFilesystem'], undefined),
  'prepare may write': initContainer({ name: 'prepare' }),
})

proves(usersAreFixedNumbers, {
  'api has runAsUser 1000': set('Deployment/api', api('securityContext', 'runAsUser'), 1000),
  'curl has runAsGroup undefined': both(
    set('Pod/smoke-test', ['spec', 'securityContext', 'runAsGroup'], undefined),
    set('Pod/smoke-test', [...containerOf.Pod, 'securityContext', 'runAsGroup'], undefined),
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
  'Pod/shop-slipway-smoke-test mounts': set('Pod/smoke-test', ['spec', 'automountServiceAccountToken'], true),
})
