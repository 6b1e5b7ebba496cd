import { type Expr, exprOf } from '../expression/expr.js'
import { captureOrigin } from '../node/origin.js'
import type { Resource } from './resource.js'

/** SHA-256 of the `data` of a ConfigMap of this chart: as an annotation it restarts pods when the content changes. */
export const checksum = (of: Resource): Expr<string> =>
  exprOf({ kind: 'checksum', of: of.object, origin: captureOrigin() })
