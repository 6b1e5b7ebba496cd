import type { Assertion } from '../../helm/index.js'
import { namedParts } from '../components/index.js'
import { edgeRules } from './edge.js'
import { imageRules } from './images.js'
import { nameRules } from './names.js'
import { quotaRules } from './quota.js'
import { resourceRules } from './resources.js'

/** What good values fulfil beyond their types. */
export const assertions: readonly Assertion[] = [
  ...nameRules,
  ...namedParts.flatMap(([, { assertions = [] }]) => assertions),
  ...resourceRules,
  ...imageRules,
  ...edgeRules,
  ...quotaRules,
]
