import { type Expr, isExpr, nodeOf } from '../expression/expr.js'
import type { LiftObject } from '../lift/lift.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'

type StringMap = Readonly<Record<string, string>>
type Fields<T> = Partial<LiftObject<T>>

export interface MergeParts<T> {
  /** The chart's own fields, or mappings that helpers return, of which earlier ones win. */
  readonly fixed: Fields<T> | Expr<StringMap> | readonly Expr<StringMap>[]
  /** The user's map. */
  readonly user: Expr<StringMap> | Expr<object>
  /** Whose value counts when both have a key. */
  readonly winner: 'fixed' | 'user'
}

interface FixedFields {
  readonly fields: Readonly<Record<string, unknown>>
}

/** What helpers return, earlier ones first. */
interface FixedMappings {
  readonly mappings: readonly ExpressionNode[]
}

/** What `merge` returns at run time. */
export class Merge {
  readonly origin: Origin = captureOrigin()
  readonly fixed: FixedFields | FixedMappings
  readonly user: ExpressionNode
  readonly winner: 'fixed' | 'user'

  constructor({ fixed, user, winner }: MergeParts<never>) {
    const parts: unknown = isExpr(fixed) ? [fixed] : fixed
    this.fixed = Array.isArray(parts)
      ? { mappings: parts.map(nodeOf) }
      : { fields: parts as Readonly<Record<string, unknown>> }
    this.user = nodeOf(user)
    this.winner = winner
  }
}

/** The chart's fields and a user's map as one mapping without duplicate keys. */
export const merge = <T extends object = StringMap>(parts: MergeParts<NoInfer<T>>): Expr<T> =>
  new Merge(parts as MergeParts<never>) as unknown as Expr<T>
