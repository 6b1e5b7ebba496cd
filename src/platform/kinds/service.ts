import type { IService } from 'kubernetes-models/v1'
import { eq, present, type Resource, resource, when } from '../../helm/index.js'
import { components, type ServingName } from '../topology.js'
import { objectMeta, selectorLabels } from './metadata.js'
import { workloadOf } from './workload.js'

/** The Service of a component: its ports are those of the topology. */
export const serviceFor = (component: ServingName): Resource => {
  const { service } = workloadOf(component)
  const isSticky = eq(service.sessionAffinity, 'ClientIP')
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...objectMeta(component), annotations: present(service.annotations, (annotations) => annotations) },
    spec: {
      type: service.type,
      selector: selectorLabels(component),
      sessionAffinity: service.sessionAffinity,
      sessionAffinityConfig: when(isSticky, { clientIP: { timeoutSeconds: 10800 } }),
      ports: Object.entries(components[component].ports).map(([name, port]) => ({
        name,
        port,
        targetPort: name,
        protocol: 'TCP',
      })),
    },
  })
}
