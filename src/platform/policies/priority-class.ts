import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1'
import { resourceWhen } from '../../helm/index.js'
import { labelsOf } from '../kinds/metadata.js'
import { ownPriorityClassName } from '../kinds/priority-class-name.js'
import { values } from '../values/index.js'

/** Serving pods go before batch work. Never the cluster's default: other teams' pods must not inherit it. */
export const priorityClass = resourceWhen<IPriorityClass>(values.priorityClass.create, {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: ownPriorityClassName, labels: labelsOf('platform') },
  value: values.priorityClass.value,
  globalDefault: false,
  preemptionPolicy: 'PreemptLowerPriority',
  description: 'Serving pods of the prediction platform.',
})
