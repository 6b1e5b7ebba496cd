/** The Kubernetes versions to check manifests against: the oldest and the newest that the chart supports. */
export const kubernetesVersions = ['1.33', '1.37'] as const

/** A kind of Kubernetes itself. */
export interface Kind {
  readonly apiVersion: string
  readonly kind: string
}

/** The kinds of Kubernetes that the chart may contain. Any other kind fails the check, until it is listed here. */
export const kubernetesKinds: readonly Kind[] = [
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'LimitRange' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'v1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  { apiVersion: 'v1', kind: 'Secret' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
  { apiVersion: 'batch/v1', kind: 'CronJob' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' },
]

/** The kinds of the Gateway API, which is installed beside Kubernetes and has versions of its own. */
export const gatewayKinds: readonly Kind[] = [{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' }]
