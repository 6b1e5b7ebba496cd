import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import { type Ref, type Resource, resourceWhen } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import type { WorkloadValues } from '../values/index.js'
import { objectMeta } from './metadata.js'
import { nameOf } from './names.js'
import { workloadOf } from './server-values.js'

type Rate = Ref<WorkloadValues['autoscaling']['scaleUp']>

/**
 * Scales a component by CPU and memory of its main container, so that a sidecar does not blur the numbers. The given
 * policies replace Kubernetes' defaults.
 */
export const autoscalerFor = (component: ServingName): Resource => {
  const { autoscaling } = workloadOf(component)
  const metric = (name: 'cpu' | 'memory', averageUtilization: Ref<number>) => ({
    type: 'ContainerResource',
    containerResource: { name, container: component, target: { type: 'Utilization', averageUtilization } },
  })
  return resourceWhen<IHorizontalPodAutoscaler>(autoscaling.enabled, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: objectMeta(component),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: nameOf(component) },
      minReplicas: autoscaling.minReplicas,
      maxReplicas: autoscaling.maxReplicas,
      metrics: [metric('cpu', autoscaling.targetCpuPercent), metric('memory', autoscaling.targetMemoryPercent)],
      behavior: { scaleUp: rules(autoscaling.scaleUp), scaleDown: rules(autoscaling.scaleDown) },
    },
  })
}

const rules = ({ pods, periodSeconds, stabilizationSeconds }: Rate) => ({
  stabilizationWindowSeconds: stabilizationSeconds,
  selectPolicy: 'Max',
  policies: [{ type: 'Pods', value: pods, periodSeconds }],
})
