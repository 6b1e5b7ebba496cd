import type { Expr } from '../expression/expr.js'

/** A user-supplied object or list of a Kubernetes type, written as it is. The schema does not look inside it. */
export const passthrough = <T>(value: Expr<object>): Expr<T> => value as unknown as Expr<T>
