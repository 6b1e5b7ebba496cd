import type { Many, Unset } from '../lift/content.js'
import type { Plain } from '../lift/placeholder.js'
import { captureOrigin } from '../node/origin.js'
import { handleOf } from './construct.js'

/**
 * A list that always has an item, although each of them is conditional: the template needs no guard for an empty one.
 * Rules (`assert`) must see to it; `renderChart` throws when it is empty all the same.
 */
export const filled = <const V, L = Unset>(
  items: readonly Many<L, V>[],
): readonly ([Plain<V>] extends [L] ? L : Plain<V>)[] => handleOf({ kind: 'filled', items, origin: captureOrigin() })
