import type { IPodSecurityContext, ISecurityContext } from 'kubernetes-models/v1'
import { type Expr, type LiftObject, when } from '../../helm/index.js'
import { values } from '../values/index.js'

const { podSecurity } = values

/** Pod Security Standard `restricted`: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const podSecurityContext = (uid: Expr<number>): LiftObject<IPodSecurityContext> => ({
  runAsNonRoot: true,
  runAsUser: when(podSecurity.fixedUsers, uid),
  runAsGroup: when(podSecurity.fixedUsers, uid),
  fsGroup: when(podSecurity.fixedUsers, uid),
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
})

export const containerSecurityContext = (uid: Expr<number>): LiftObject<ISecurityContext> => ({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: when(podSecurity.fixedUsers, uid),
  runAsGroup: when(podSecurity.fixedUsers, uid),
})
