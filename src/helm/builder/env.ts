import type { IEnvVar } from 'kubernetes-models/v1'
import { type Expr, isExpr } from '../expression/expr.js'
import { hasKey, not, omit } from '../expression/operators.js'
import type { Lift, Omittable } from '../lift/lift.js'
import { Conditional, when } from './conditional.js'
import { eachEntry, loop } from './loop.js'

type Source = Lift<NonNullable<IEnvVar['valueFrom']>>
type EnvValue = string | Expr<string> | Source

export interface UserEnv {
  /** A user's map of plain values. */
  readonly user: Expr<Readonly<Record<string, string>>>
  /** Whose value counts when both have a name. */
  readonly winner: 'fixed' | 'user'
}

/** Environment variables, each name once: the chart's own and, behind them, a user's. */
export const env = (
  fixed: Readonly<Record<string, EnvValue | Omittable<EnvValue>>>,
  more?: UserEnv,
): Lift<IEnvVar[]> => {
  const own = Object.entries(fixed).map(([name, value]) => {
    const variable = variableOf(name, value)
    return more?.winner === 'user' ? when(not(hasKey(more.user, name)), variable) : variable
  })
  if (more === undefined) return own as Lift<IEnvVar[]>
  const names = more.winner === 'fixed' ? Object.keys(fixed) : []
  const each = eachEntry(names.length === 0 ? more.user : omit(more.user, ...names), 'env')
  return [...own, loop(each, { name: each.key, value: each.value })] as unknown as Lift<IEnvVar[]>
}

const variableOf = (name: string, value: unknown): unknown => {
  if (value instanceof Conditional) {
    const otherwise = value.otherwise === undefined ? undefined : variableOf(name, value.otherwise)
    return new Conditional(value.test, variableOf(name, value.body), otherwise)
  }
  return typeof value === 'string' || isExpr(value) ? { name, value } : { name, valueFrom: value }
}
