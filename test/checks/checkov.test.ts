import { both, containerOf, remove, set } from '../laws/prove.js'
import { checkov } from './checkov.js'
import { provesScanner } from './prove-scanner.js'

const api = (path: readonly (string | number)[], value: unknown) => set('Deployment/api', path, value)
const pod = (path: string, value: unknown) => api(['spec', 'template', 'spec', ...path.split('.')], value)
const container = (path: string, value: unknown) => api([...containerOf.Deployment, ...path.split('.')], value)
const capabilities = (value: object) => container('securityContext.capabilities', value)

provesScanner(checkov, {
  'CKV_K8S_8: Deployment/shop-slipway-api': container('livenessProbe', undefined),
  'CKV_K8S_9: Deployment/shop-slipway-api': container('readinessProbe', undefined),
  'CKV_K8S_10: Deployment/shop-slipway-api': container('resources.requests.cpu', undefined),
  'CKV_K8S_11: Deployment/shop-slipway-api': container('resources.limits.cpu', undefined),
  'CKV_K8S_12: Deployment/shop-slipway-api': container('resources.requests.memory', undefined),
  'CKV_K8S_13: Deployment/shop-slipway-api': container('resources.limits.memory', undefined),
  'CKV_K8S_14: Deployment/shop-slipway-api': container('image', 'ghcr.io/slipway/api:latest'),
  'CKV_K8S_15: Deployment/shop-slipway-api': both(
    container('image', 'ghcr.io/slipway/api:1.0'),
    container('imagePullPolicy', 'IfNotPresent'),
  ),
  'CKV_K8S_16: Deployment/shop-slipway-api': container('securityContext.privileged', true),
  'CKV_K8S_17: Deployment/shop-slipway-api': pod('hostPID', true),
  'CKV_K8S_18: Deployment/shop-slipway-api': pod('hostIPC', true),
  'CKV_K8S_19: Deployment/shop-slipway-api': pod('hostNetwork', true),
  'CKV_K8S_20: Deployment/shop-slipway-api': container('securityContext.allowPrivilegeEscalation', true),
  'CKV_K8S_21: Service/shop-slipway-api': set('Service/api', ['metadata', 'namespace'], 'default'),
  'CKV_K8S_22: Deployment/shop-slipway-api': container('securityContext.readOnlyRootFilesystem', false),
  'CKV_K8S_23: Deployment/shop-slipway-api': both(
    pod('securityContext', { runAsUser: 0 }),
    container('securityContext', { runAsUser: 0 }),
  ),
  'CKV_K8S_25: Deployment/shop-slipway-api': capabilities({ drop: ['ALL'], add: ['NET_ADMIN'] }),
  'CKV_K8S_26: Deployment/shop-slipway-api': container('ports.0.hostPort', 80),
  'CKV_K8S_27: Deployment/shop-slipway-api': pod('volumes.0', {
    name: 'docker',
    hostPath: { path: '/var/run/docker.sock' },
  }),
  'CKV_K8S_28: Deployment/shop-slipway-api': capabilities({ drop: ['CHOWN'] }),
  'CKV_K8S_29: Deployment/shop-slipway-api': both(
    pod('securityContext', undefined),
    container('securityContext', undefined),
  ),
  'CKV_K8S_30: Deployment/shop-slipway-api': container('securityContext', undefined),
  'CKV_K8S_31: Deployment/shop-slipway-api': pod('securityContext.seccompProfile', undefined),
  'CKV_K8S_33: Deployment/shop-slipway-api': container('image', 'docker.io/kubernetesui/kubernetes-dashboard:v2'),
  'CKV_K8S_34: Deployment/shop-slipway-api': container('image', 'ghcr.io/helm/tiller:v2.17.0'),
  'CKV_K8S_35: Deployment/shop-slipway-api': container('env.0', {
    name: 'PASSWORD',
    valueFrom: { secretKeyRef: { name: 'database', key: 'password' } },
  }),
  'CKV_K8S_37: Deployment/shop-slipway-api': capabilities({ drop: ['NET_RAW'] }),
  'CKV_K8S_38: Deployment/shop-slipway-api': pod('automountServiceAccountToken', true),
  'CKV_K8S_39: Deployment/shop-slipway-api': capabilities({ drop: ['ALL'], add: ['SYS_ADMIN'] }),
  'CKV_K8S_40: Deployment/shop-slipway-api': container('securityContext.runAsUser', 1000),
  'CKV_K8S_41: ServiceAccount/default': both(
    set('ServiceAccount/api', ['automountServiceAccountToken'], true),
    set('ServiceAccount/api', ['metadata', 'name'], 'default'),
  ),
  'CKV_K8S_43: Deployment/shop-slipway-api': container('image', 'ghcr.io/slipway/api:1.0'),
  'CKV_K8S_159: Deployment/shop-slipway-api': container('env.0', { name: 'GITSYNC_GIT', value: 'git' }),
  'CKV2_K8S_6: Pod/shop-slipway-api': both(remove('NetworkPolicy/api'), remove('NetworkPolicy/default-deny')),
})
