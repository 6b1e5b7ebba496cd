import { captureOrigin } from '../node/origin.js'
import { type Expr, exprOf, nodeOf, type Ref } from './expr.js'

/** Gives a sub-expression a template variable of that name, so that readers see what a long sum is made of. */
export const named = <T>(name: string, expression: Expr<T>): Ref<T> =>
  exprOf<Ref<T>>({ kind: 'named', name, expression: nodeOf(expression), origin: captureOrigin() })
