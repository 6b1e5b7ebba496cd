import { and, type Expr } from '../../helm/index.js'

/** The conditions that are there, together; nothing when there is none. */
export const allConditions = (...conditions: readonly (Expr<boolean> | undefined)[]): Expr<boolean> | undefined => {
  const given = conditions.filter((condition) => condition !== undefined)
  return given.length > 1 ? and(...given) : given[0]
}
