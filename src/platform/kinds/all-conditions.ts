import { and, type Expr } from '../../helm/index.js'

type Condition = Expr<boolean> | undefined

/** The conditions that are there, together; nothing when there is none. */
export function allConditions(first: Expr<boolean>, ...others: readonly Condition[]): Expr<boolean>
export function allConditions(...conditions: readonly Condition[]): Condition
export function allConditions(...conditions: readonly Condition[]): Condition {
  const given = conditions.filter((condition) => condition !== undefined)
  return given.length > 1 ? and(...given) : given[0]
}
