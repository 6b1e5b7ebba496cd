import type { LiftItem } from '../lift/lift.js'
import { captureOrigin } from '../node/origin.js'
import { handleOf } from './construct.js'

/**
 * A list that always has an item, although each of them is conditional: the template needs no guard for an empty one.
 * Rules (`assert`) must see to it; `renderChart` throws when it is empty all the same.
 */
export const filled = <L>(items: readonly LiftItem<L>[]): readonly L[] =>
  handleOf({ kind: 'filled', items, origin: captureOrigin() })
