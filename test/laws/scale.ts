import { type KubernetesObject, nameOf, ofKind, type Workload } from './kubernetes.js'

export const autoscalerOf = (objects: readonly KubernetesObject[], workload: Workload) =>
  ofKind(objects, 'HorizontalPodAutoscaler').find(
    ({ spec }) => spec?.scaleTargetRef.kind === workload.kind && spec.scaleTargetRef.name === nameOf(workload),
  )

/** How many pods a workload has at its smallest and at its largest. */
export const scaleOf = (objects: readonly KubernetesObject[], workload: Workload) => {
  const replicas = workload.spec?.replicas ?? 1
  const { minReplicas = replicas, maxReplicas = replicas } = autoscalerOf(objects, workload)?.spec ?? {}
  return { fewest: minReplicas, most: maxReplicas }
}
