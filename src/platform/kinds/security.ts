import type { IContainer, IPodSecurityContext } from 'kubernetes-models/v1'
import { type Expr, helper, type LiftObject, structure, when } from '../../helm/index.js'
import { values } from '../values/index.js'

const { podSecurity } = values

/** Pod Security Standard `restricted`: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const podSecurityContext = (uid: Expr<number>): LiftObject<IPodSecurityContext> => ({
  runAsNonRoot: true,
  ...when(podSecurity.fixedUsers, { runAsUser: uid, runAsGroup: uid, fsGroup: uid }),
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
})

/** What every container of the release has besides its image. */
export const containerOptions = helper('slipway.containerOptions', {
  doc: 'What every container of the release has: no rights that the Pod Security Standard "restricted" forbids.',
  parameters: { uid: 'integer' },
  returns: structure<Required<Pick<IContainer, 'imagePullPolicy' | 'securityContext'>>>(),
  body: ({ uid }) => ({
    imagePullPolicy: values.global.image.pullPolicy,
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      ...when(podSecurity.fixedUsers, { runAsUser: uid, runAsGroup: uid }),
    },
  }),
})
