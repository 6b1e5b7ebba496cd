import { podsAreRestricted } from './pod-security.js'
import { containerOf, podOf, proves, set } from './prove.js'

const pod = (path: string, value: unknown) =>
  set('Deployment/api', ['spec', 'template', 'spec', ...path.split('.')], value)
const container = (path: string, value: unknown) =>
  set('Deployment/api', [...containerOf.Deployment, ...path.split('.')], value)

proves(podsAreRestricted, {
  hostNetwork: pod('hostNetwork', true),
  hostPID: pod('hostPID', true),
  hostIPC: pod('hostIPC', true),
  'securityContext.runAsNonRoot undefined': pod('securityContext.runAsNonRoot', undefined),
  'securityContext.runAsUser 0': container('securityContext.runAsUser', 0),
  'securityContext.seccompProfile.type undefined': pod('securityContext.seccompProfile', undefined),
  'securityContext.seccompProfile.type "Unconfined"': container('securityContext.seccompProfile', {
    type: 'Unconfined',
  }),
  'securityContext.sysctls': pod('securityContext.sysctls', [{ name: 'kernel.msgmax', value: '1' }]),
  'securityContext.seLinuxOptions': pod('securityContext.seLinuxOptions', { level: 's0' }),
  'securityContext.windowsOptions': container('securityContext.windowsOptions', { hostProcess: true }),
  'securityContext.appArmorProfile.type': container('securityContext.appArmorProfile', { type: 'Unconfined' }),
  'securityContext.allowPrivilegeEscalation': container('securityContext.allowPrivilegeEscalation', undefined),
  'securityContext.privileged': container('securityContext.privileged', true),
  'api has securityContext.runAsNonRoot false': container('securityContext.runAsNonRoot', false),
  'securityContext.capabilities.drop': container('securityContext.capabilities.drop', ['NET_RAW']),
  'securityContext.capabilities.add': container('securityContext.capabilities.add', ['SYS_ADMIN']),
  'securityContext.procMount': container('securityContext.procMount', 'Unmasked'),
  'ports[].hostPort': container('ports.0.hostPort', 80),
  'readinessProbe.httpGet.host': container('readinessProbe.httpGet.host', '192.0.2.1'),
  'has a hostPath volume, logs': pod('volumes.1', { name: 'logs', hostPath: { path: '/var/log' } }),
  'prepare has securityContext.allowPrivilegeEscalation': pod('initContainers', [{ name: 'prepare' }]),
  'StatefulSet/shop-slipway-database has hostNetwork': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'hostNetwork'],
    true,
  ),
  'Job/shop-slipway-database-roles': set(
    'Job/database-roles',
    [...podOf.Job, 'securityContext', 'runAsNonRoot'],
    false,
  ),
  'CronJob/shop-slipway-mlflow-gc mlflow-gc has securityContext.capabilities.drop': set(
    'CronJob/mlflow-gc',
    [...containerOf.CronJob, 'securityContext', 'capabilities'],
    undefined,
  ),
  'exporter has livenessProbe.tcpSocket.host': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'initContainers', 0, 'livenessProbe', 'tcpSocket', 'host'],
    '192.0.2.1',
  ),
  'curl has securityContext.privileged': set(
    'Pod/smoke-test',
    [...containerOf.Pod, 'securityContext', 'privileged'],
    true,
  ),
})
