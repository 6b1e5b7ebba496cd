import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1'
import { and, eq, nonEmpty, present, type Resource, resourceWhen } from '../../helm/index.js'
import { portOf, type ServingName } from '../topology.js'
import { values } from '../values/index.js'
import { objectMeta } from './metadata.js'
import { nameOf } from './names.js'
import { publicHostOf } from './public-host.js'

const { edge } = values

/** Makes a component reachable under its host name through a Gateway. */
export const httpRouteFor = (component: ServingName): Resource => {
  const host = publicHostOf(component)
  return resourceWhen<IHTTPRoute>(and(eq(edge.mode, 'httpRoute'), nonEmpty(host)), {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: objectMeta(component),
    spec: {
      parentRefs: [
        {
          name: edge.gateway.name,
          namespace: present(edge.gateway.namespace, (namespace) => namespace),
          sectionName: present(edge.gateway.sectionName, (section) => section),
        },
      ],
      hostnames: [host],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: nameOf(component), port: portOf(component, 'http') }],
        },
      ],
    },
  })
}
