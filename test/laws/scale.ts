import { type KubernetesObject, ofKind } from './kubernetes.js'

type Deployment = ReturnType<typeof ofKind<'Deployment'>>[number]

export const autoscalerOf = (objects: readonly KubernetesObject[], { metadata }: Deployment) =>
  ofKind(objects, 'HorizontalPodAutoscaler').find(({ spec }) => spec?.scaleTargetRef.name === metadata?.name)

/** How many pods a Deployment has at its smallest and at its largest. */
export const scaleOf = (objects: readonly KubernetesObject[], deployment: Deployment) => {
  const replicas = deployment.spec?.replicas ?? 1
  const { minReplicas = replicas, maxReplicas = replicas } = autoscalerOf(objects, deployment)?.spec ?? {}
  return { fewest: minReplicas, most: maxReplicas }
}
