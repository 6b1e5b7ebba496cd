import type { IContainer, IPodSpec } from 'kubernetes-models/v1'
import * as helm from 'slipway/helm'

/** Pods of the chart may do nothing but their work. */
export const podSecurity = helm.helper('wikis.podSecurityContext', {
  doc: 'The security context of every pod.',
  returns: helm.structure<NonNullable<IPodSpec['securityContext']>>(),
  body: () => ({ runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } }),
})

export const containerSecurity = helm.helper('wikis.securityContext', {
  doc: 'The security context of every container.',
  returns: helm.structure<NonNullable<IContainer['securityContext']>>(),
  body: () => ({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  }),
})

export const podHelpers = [podSecurity, containerSecurity]
