import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1'
import type { Expr, Resource } from '../../helm/index.js'
import type { ServerName } from '../topology.js'
import { objectMeta, selectorLabels } from './metadata.js'
import { objectOf } from './object.js'

/** How many pods a node drain may take. Broken pods never block a drain. */
export const disruptionBudgetFor = (
  server: ServerName,
  exists: Expr<boolean> | undefined,
  maxUnavailable: Expr<number>,
): Resource =>
  objectOf<IPodDisruptionBudget>(exists, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: objectMeta(server),
    spec: {
      maxUnavailable,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorLabels(server) },
    },
  })
