import type { IService } from 'kubernetes-models/v1'
import { type Expr, type Resource, resourceWhen } from '../../helm/index.js'
import { type StoreName, stores } from '../topology.js'
import { objectMeta, selectorLabels } from './metadata.js'

/** Ports that clients use; metrics are read from the pods themselves. */
const portsOf = (store: StoreName) =>
  Object.entries(stores[store].ports)
    .filter(([name]) => name !== 'metrics')
    .map(([name, port]) => ({ name, port, targetPort: name, protocol: 'TCP' as const }))

/** The address of a store inside the cluster. */
export const storeServiceFor = (store: StoreName, exists: Expr<boolean>): Resource =>
  resourceWhen<IService>(exists, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: objectMeta(store),
    spec: { type: 'ClusterIP', selector: selectorLabels(store), ports: portsOf(store) },
  })

/** The name of each pod of a StatefulSet. A Service can never turn from one kind into the other, so there are two. */
export const headlessServiceFor = (store: StoreName, exists: Expr<boolean>): Resource =>
  resourceWhen<IService>(exists, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: objectMeta(store, 'pods'),
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorLabels(store),
      ports: portsOf(store),
    },
  })
