import type { ILimitRange } from 'kubernetes-models/v1'
import { passthrough, resourceWhen } from '../../helm/index.js'
import { platformMeta } from '../kinds/metadata.js'
import { values } from '../values/index.js'

const { limitRange } = values

/** Containers that say nothing about resources still fit under the quota. */
export const limitRangeObject = resourceWhen<ILimitRange>(limitRange.enabled, {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: platformMeta('limits'),
  spec: {
    limits: [
      {
        type: 'Container',
        defaultRequest: passthrough(limitRange.defaults.requests),
        default: passthrough(limitRange.defaults.limits),
        max: passthrough(limitRange.max),
      },
    ],
  },
})
