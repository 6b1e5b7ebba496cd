import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { resourceWhen } from '../../../helm/index.js'
import { objectMeta, selectorLabels } from '../../kinds/metadata.js'
import { database } from '../../links/database.js'
import { values } from '../../values/index.js'

/** A drain may move the one pod, or waits for somebody who does. A broken pod never blocks it. */
export const databaseDisruptionBudget = resourceWhen<IPodDisruptionBudget>(database.isEmbedded, {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: objectMeta('database'),
  spec: {
    maxUnavailable: values.database.disruption.maxUnavailable,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: selectorLabels('database') },
  },
})
