import type { IEnvVar } from 'kubernetes-models/v1'
import { type Expr, isExpr } from '../expression/expr.js'
import { not } from '../function/logic.js'
import { hasKey, omit } from '../function/maps.js'
import type { Lift, LiftItem } from '../lift/lift.js'
import type { Absent } from '../lift/placeholder.js'
import { when } from './conditional.js'
import { constructOf, handleOf } from './construct.js'
import { entries } from './loop.js'

type Source = Lift<NonNullable<IEnvVar['valueFrom']>>
type EnvValue = string | Expr<string> | Source

/** Variables of the chart by name. */
export type FixedEnv = Readonly<Record<string, EnvValue | Absent<EnvValue>>>

export interface UserEnv {
  /** A user's map of plain values. */
  readonly user: Expr<Readonly<Record<string, string>>>
  /** Whose value counts when both have a name. */
  readonly winner: 'fixed' | 'user'
}

/** Environment variables, each name once: the chart's own and, behind them, a user's. */
export const env = (fixed: FixedEnv, more?: UserEnv): readonly LiftItem<Lift<IEnvVar>>[] => {
  const own = Object.entries(fixed).map(([name, value]) => {
    const variable = variableOf(name, value)
    return (more?.winner === 'user' ? when<unknown>(not(hasKey(more.user, name)), variable) : variable) as LiftItem<
      Lift<IEnvVar>
    >
  })
  if (more === undefined) return own
  const names = more.winner === 'fixed' ? Object.keys(fixed) : []
  const rest = names.length === 0 ? more.user : omit(more.user, ...names)
  return [...own, entries(rest, (name, value) => ({ name, value }))]
}

/** The name goes inside the condition, so that the variable as a whole is there or not. */
const variableOf = (name: string, value: unknown): unknown => {
  const construct = constructOf(value)
  switch (construct?.kind) {
    case 'conditional': {
      const otherwise = construct.otherwise === undefined ? undefined : variableOf(name, construct.otherwise)
      return handleOf({ ...construct, body: variableOf(name, construct.body), otherwise })
    }
    case 'presence':
      return handleOf({ ...construct, body: variableOf(name, construct.body) })
    default:
      return typeof value === 'string' || isExpr(value) ? { name, value } : { name, valueFrom: value }
  }
}
