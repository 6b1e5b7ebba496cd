import { type Expr, isExpr, nodeOf } from '../expression/expr.js'
import type { LiftObject } from '../lift/lift.js'
import { captureOrigin } from '../node/origin.js'
import { handleOf } from './construct.js'

type StringMap = Readonly<Record<string, string>>

export interface MergeParts<T> {
  /** The chart's own fields, or mappings that helpers return, of which earlier ones win. */
  readonly fixed: Partial<LiftObject<T>> | Expr<StringMap> | readonly Expr<StringMap>[]
  /** The user's map. */
  readonly user: Expr<StringMap> | Expr<object>
  /** Whose value counts when both have a key. */
  readonly winner: 'fixed' | 'user'
}

/** The chart's fields and a user's map as one mapping without duplicate keys. */
export const merge = <T extends object | undefined = StringMap>({
  fixed,
  user,
  winner,
}: MergeParts<NoInfer<NonNullable<T>>>): Expr<NonNullable<T>> => {
  const parts: unknown = isExpr(fixed) ? [fixed] : fixed
  return handleOf({
    kind: 'merge',
    fixed: Array.isArray(parts)
      ? { mappings: parts.map(nodeOf) }
      : { fields: parts as Readonly<Record<string, unknown>> },
    user: nodeOf(user),
    winner,
    origin: captureOrigin(),
  })
}
