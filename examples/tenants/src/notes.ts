import * as helm from 'slipway/helm'
import { nameOf, partOf } from './names.js'
import type { Values } from './values.js'

const { ingress, tenants } = helm.valuesOf<Values>()

const scheme = helm.named('scheme', helm.ifElse(helm.isSet(ingress.issuer), 'https', 'http'))

const links = helm.entries(ingress.hosts, (host, paths) =>
  helm.entries(paths, (path) => helm.lines`- ${scheme}://${host}${path}`),
)

export const notes = helm.lines`
  ${helm.len(tenants)} tenants:
  ${helm.entries(
    tenants,
    (tenant) => helm.lines`
    - ${tenant}: kubectl port-forward service/${nameOf({ part: partOf(tenant) })} 8080:80 -n ${helm.release.namespace}
  `,
  )}
  ${helm.when(
    helm.nonEmpty(ingress.hosts),
    helm.lines`
      From outside:
      ${links}
    `,
  )}
`
