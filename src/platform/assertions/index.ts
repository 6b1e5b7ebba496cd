import type { Rules } from '../../helm/index.js'
import { namedComponents } from '../components/index.js'
import { edgeRules } from './edge.js'
import { imageRules } from './images.js'
import { nameRules } from './names.js'
import { quotaRules } from './quota.js'
import { resourceRules } from './resources.js'
import { scalingRules } from './scaling.js'

/** What good values fulfil beyond their types, by the file of the chart that lists the problems. */
export const assertions: Readonly<Record<string, Rules>> = {
  _checks: [...nameRules, scalingRules],
  ...Object.fromEntries(
    namedComponents.flatMap(([name, { assertions }]) =>
      assertions === undefined ? [] : [[`${name}/_checks`, assertions]],
    ),
  ),
  'policies/_checks': [resourceRules, imageRules, ...edgeRules, ...quotaRules],
}
