import type { IServiceAccount } from 'kubernetes-models/v1'
import { type Expr, type LiftObject, type Resource, resource, resourceWhen } from '../../helm/index.js'
import type { PodSetName } from '../topology.js'
import { objectMeta } from './metadata.js'

/** An identity without a token: no pod of the platform talks to the Kubernetes API. */
export const serviceAccountFor = (podSet: PodSetName, exists?: Expr<boolean>): Resource => {
  const account: LiftObject<IServiceAccount> = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: objectMeta(podSet),
    automountServiceAccountToken: false,
  }
  return exists === undefined ? resource<IServiceAccount>(account) : resourceWhen<IServiceAccount>(exists, account)
}
