import { type Expr, nodeOf } from '../expression/expr.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'

/** A rule over the values that a schema cannot express. */
export interface Assertion {
  readonly key: string
  /** True for the values that the rule refuses. */
  readonly refuses: ExpressionNode
  readonly problem: ExpressionNode
  readonly example: ExpressionNode
  readonly origin: Origin
}

/**
 * A rule over the values. Helm collects the problems of all rules and fails once.
 *
 * - `key`: the path that a user must change;
 * - `refuseWhen`: true for bad values;
 * - `problem`: why the value is refused, with the values in question;
 * - `example`: what to write instead.
 */
export const assert = (rule: {
  readonly key: string
  readonly refuseWhen: Expr<boolean>
  readonly problem: string | Expr<string>
  readonly example: string | Expr<string>
}): Assertion => ({
  key: rule.key,
  refuses: nodeOf(rule.refuseWhen),
  problem: nodeOf(rule.problem),
  example: nodeOf(rule.example),
  origin: captureOrigin(),
})
