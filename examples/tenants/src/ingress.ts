import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1'
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1'
import * as helm from 'slipway/helm'
import { metadataOf, nameOf } from './names.js'
import type { Values } from './values.js'

const { ingress } = helm.valuesOf<Values>()
const part = 'gateway'
const tlsSecret = nameOf({ part: 'gateway-tls' })
const hosts = [helm.entries(ingress.hosts, (host) => host)]

export const gatewayIngress = helm.resourceWhen<IIngress>(helm.nonEmpty(ingress.hosts), {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: metadataOf(part),
  spec: {
    tls: helm.when(helm.isSet(ingress.issuer), [{ secretName: tlsSecret, hosts }]),
    rules: [
      helm.entries(ingress.hosts, (host, paths) => ({
        host,
        http: {
          paths: helm.filled([
            helm.entries(paths, (path, pathType) => ({
              path,
              pathType,
              backend: { service: { name: nameOf({ part }), port: { name: 'http' } } },
            })),
          ]),
        },
      })),
    ],
  },
})

export const gatewayCertificate = helm.when(
  helm.nonEmpty(ingress.hosts),
  helm.present(ingress.issuer, (issuer) =>
    helm.resource<ICertificate>({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: metadataOf(part),
      spec: { secretName: tlsSecret, dnsNames: hosts, issuerRef: { kind: 'ClusterIssuer', name: issuer } },
    }),
  ),
)
