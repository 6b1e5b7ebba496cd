import { add, both, containerOf, copy, podOf, remove, set } from '../laws/prove.js'
import { kubeScore } from './kube-score.js'
import { provesScanner } from './prove-scanner.js'

const pod = (...path: readonly (string | number)[]) => ['spec', 'template', 'spec', ...path]
const container = (...path: readonly (string | number)[]) => [...containerOf.Deployment, ...path]
const api = (path: readonly (string | number)[], value: unknown) => set('Deployment/api', path, value)

/** One more Deployment, which the exceptions do not name, and which reserves less than it may use. */
const canary = copy(
  'Deployment/api',
  both(
    api(container('resources', 'requests'), { cpu: '1m', memory: '1Mi', 'ephemeral-storage': '1Mi' }),
    api(['metadata', 'name'], 'shop-slipway-canary'),
  ),
)

provesScanner(kubeScore, {
  'container-cpu-requests-equal-limits: Deployment/shop-slipway-canary': canary,
  'container-memory-requests-equal-limits: Deployment/shop-slipway-canary': canary,
  'container-resource-requests-equal-limits: Deployment/shop-slipway-canary': canary,
  'container-ephemeral-storage-request-equals-limit: Deployment/shop-slipway-canary': canary,
  'container-resources: Deployment/shop-slipway-api': api(container('resources', 'limits', 'memory'), undefined),
  'container-ephemeral-storage-request-and-limit: Deployment/shop-slipway-api': api(
    container('resources', 'limits', 'ephemeral-storage'),
    undefined,
  ),
  'container-image-tag: Deployment/shop-slipway-api': api(container('image'), 'ghcr.io/slipway/api:latest'),
  'container-image-pull-policy: Deployment/shop-slipway-api': api(container('imagePullPolicy'), 'IfNotPresent'),
  'container-ports-check: Deployment/shop-slipway-api': api(container('ports', 0, 'name'), 'metrics'),
  'environment-variable-key-duplication: Deployment/shop-slipway-api': api(container('env', 0, 'name'), 'CPU_LIMIT'),
  'pod-probes: Deployment/shop-slipway-api': api(container('readinessProbe'), undefined),
  'pod-probes-identical: Deployment/shop-slipway-api': both(
    api(container('readinessProbe'), { httpGet: { path: '/livez', port: 'http' } }),
    api(container('livenessProbe'), { httpGet: { path: '/livez', port: 'http' } }),
  ),
  'container-security-context-user-group-id: Deployment/shop-slipway-api': api(
    container('securityContext', 'runAsUser'),
    1000,
  ),
  'container-security-context-privileged: Deployment/shop-slipway-api': api(
    container('securityContext', 'privileged'),
    true,
  ),
  'container-security-context-readonlyrootfilesystem: Deployment/shop-slipway-api': api(
    container('securityContext', 'readOnlyRootFilesystem'),
    false,
  ),
  'container-seccomp-profile: Deployment/shop-slipway-api': api(pod('securityContext', 'seccompProfile'), undefined),
  'pod-topology-spread-constraints: Deployment/shop-slipway-api': api(
    pod('topologySpreadConstraints', 0, 'labelSelector'),
    undefined,
  ),
  'pod-networkpolicy: Pod/shop-slipway-smoke-test': both(
    remove('NetworkPolicy/smoke-test'),
    remove('NetworkPolicy/default-deny'),
  ),
  'networkpolicy-targets-pod: NetworkPolicy/shop-slipway-ui': set('NetworkPolicy/ui', ['spec', 'podSelector'], {
    matchLabels: { app: 'stranger' },
  }),
  'deployment-has-poddisruptionbudget: Deployment/shop-slipway-ui': remove('PodDisruptionBudget/ui'),
  'poddisruptionbudget-has-policy: PodDisruptionBudget/shop-slipway-ui': set(
    'PodDisruptionBudget/ui',
    ['spec', 'maxUnavailable'],
    undefined,
  ),
  'deployment-has-host-podantiaffinity: Deployment/shop-slipway-api': api(pod('affinity'), undefined),
  'deployment-strategy: Deployment/shop-slipway-api': api(['spec', 'strategy'], { type: 'Recreate' }),
  'deployment-replicas: Deployment/shop-slipway-api': both(
    remove('HorizontalPodAutoscaler/api'),
    api(['spec', 'replicas'], 1),
  ),
  'deployment-targeted-by-hpa-does-not-have-replicas-configured: Deployment/shop-slipway-api': api(
    ['spec', 'replicas'],
    3,
  ),
  'deployment-pod-selector-labels-match-template-metadata-labels: Deployment/shop-slipway-api': api(
    ['spec', 'selector', 'matchLabels', 'team'],
    'shop',
  ),
  'horizontalpodautoscaler-has-target: HorizontalPodAutoscaler/shop-slipway-api': set(
    'HorizontalPodAutoscaler/api',
    ['spec', 'scaleTargetRef', 'name'],
    'elsewhere',
  ),
  'horizontalpodautoscaler-replicas: HorizontalPodAutoscaler/shop-slipway-ui': set(
    'HorizontalPodAutoscaler/ui',
    ['spec', 'minReplicas'],
    1,
  ),
  'cronjob-has-deadline: CronJob/shop-slipway-migrate': set(
    'CronJob/migrate',
    ['spec', 'startingDeadlineSeconds'],
    undefined,
  ),
  'cronjob-restartpolicy: CronJob/shop-slipway-migrate': set(
    'CronJob/migrate',
    [...podOf.CronJob, 'restartPolicy'],
    undefined,
  ),
  'statefulset-has-poddisruptionbudget: StatefulSet/shop-slipway-database': both(
    remove('PodDisruptionBudget/database'),
    set('StatefulSet/database', ['spec', 'replicas'], 2),
  ),
  'statefulset-has-host-podantiaffinity: StatefulSet/shop-slipway-database': set(
    'StatefulSet/database',
    ['spec', 'replicas'],
    2,
  ),
  'statefulset-has-servicename: StatefulSet/shop-slipway-database': set(
    'StatefulSet/database',
    ['spec', 'serviceName'],
    'shop-slipway-database',
  ),
  'statefulset-pod-selector-labels-match-template-metadata-labels: StatefulSet/shop-slipway-database': set(
    'StatefulSet/database',
    ['spec', 'selector', 'matchLabels', 'team'],
    'shop',
  ),
  'service-targets-pod: Service/shop-slipway-ui': set('Service/ui', ['spec', 'selector'], { app: 'stranger' }),
  'service-type: Service/shop-slipway-ui': set('Service/ui', ['spec', 'type'], 'NodePort'),
  'stable-version: PodDisruptionBudget/shop-slipway-ui': set(
    'PodDisruptionBudget/ui',
    ['apiVersion'],
    'policy/v1beta1',
  ),
  'label-values: Service/shop-slipway-ui': set('Service/ui', ['metadata', 'labels', 'team'], 'not a label'),
  'ingress-targets-service: Ingress/shop-slipway-stray': add({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop-slipway-stray', namespace: 'team-1' },
    spec: { rules: [{ http: { paths: [{ backend: { service: { name: 'elsewhere', port: { number: 80 } } } }] } }] },
  }),
})
