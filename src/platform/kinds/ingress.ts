import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1'
import { and, eq, nonEmpty, present, type Resource, resourceWhen } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import { values } from '../values/index.js'
import { objectMeta } from './metadata.js'
import { nameOf } from './names.js'
import { publicHostOf } from './public-host.js'

const { edge } = values

/** Makes a component reachable under its host name through an ingress controller. */
export const ingressFor = (component: ServingName): Resource => {
  const host = publicHostOf(component)
  return resourceWhen<IIngress>(and(eq(edge.mode, 'ingress'), nonEmpty(host)), {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      ...objectMeta(component),
      annotations: present(edge.ingress.annotations, (annotations) => annotations),
    },
    spec: {
      ingressClassName: present(edge.ingress.className, (name) => name),
      tls: present(edge.ingress.tlsSecret, (secretName) => [{ hosts: [host], secretName }]),
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: nameOf(component), port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
    },
  })
}
