import { type Expr, nodeOf } from '../expression/expr.js'
import type { Keyed } from '../lift/placeholder.js'
import { captureOrigin } from '../node/origin.js'
import { handleOf } from './construct.js'

/** A field whose name is a value: alone the whole object, or spread into one. */
export const keyed = <const V>(key: Expr<string>, value: V): Keyed<V> =>
  handleOf({ kind: 'keyed', key: nodeOf(key), value, origin: captureOrigin() })
