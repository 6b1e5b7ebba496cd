import type { IService } from 'kubernetes-models/v1'
import { type Expr, eq, present, type Resource, resource, when } from '../../helm/index.js'
import type { ServerName, ServingName } from '../topology.js'
import { openPorts } from './container.js'
import { objectMeta, selectorLabels } from './metadata.js'
import { objectOf } from './object.js'
import { workloadOf } from './server-values.js'

const portsFor = (server: ServerName) =>
  openPorts(server).map(([name, { number }]) => ({ name, port: number, targetPort: name, protocol: 'TCP' as const }))

/** The address of a server inside the cluster. */
export const serviceFor = (server: ServerName, exists: Expr<boolean> | undefined): Resource =>
  objectOf<IService>(exists, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: objectMeta(server),
    spec: { type: 'ClusterIP', selector: selectorLabels(server), ports: portsFor(server) },
  })

/** The name of each pod of a StatefulSet. A Service can never turn from one kind into the other, so there are two. */
export const headlessServiceFor = (server: ServerName, exists: Expr<boolean> | undefined): Resource =>
  objectOf<IService>(exists, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: objectMeta(server, 'pods'),
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorLabels(server),
      ports: portsFor(server),
    },
  })

/** The address of what serves, perhaps outside the cluster too. */
export const servingServiceFor = (server: ServingName): Resource => {
  const { service } = workloadOf(server)
  const isSticky = eq(service.sessionAffinity, 'ClientIP')
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...objectMeta(server), annotations: present(service.annotations, (annotations) => annotations) },
    spec: {
      type: service.type,
      selector: selectorLabels(server),
      sessionAffinity: service.sessionAffinity,
      sessionAffinityConfig: when(isSticky, { clientIP: { timeoutSeconds: 10800 } }),
      ports: portsFor(server),
    },
  })
}
