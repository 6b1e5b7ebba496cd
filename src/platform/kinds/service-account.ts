import type { IServiceAccount } from 'kubernetes-models/v1'
import type { Expr, Resource } from '../../helm/index.js'
import type { ComponentName } from '../topology.js'
import { objectMeta } from './metadata.js'
import { objectOf } from './object.js'

/** An identity without a token: no pod of the platform talks to the Kubernetes API. */
export const serviceAccountFor = (component: ComponentName, exists?: Expr<boolean>): Resource =>
  objectOf<IServiceAccount>(exists, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: objectMeta(component),
    automountServiceAccountToken: false,
  })
