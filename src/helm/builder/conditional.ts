import { type Expr, exprOf, isExpr, nodeOf, type Ref, type Scalar } from '../expression/expr.js'
import type { Omittable } from '../lift/lift.js'
import { BuildError } from '../node/build-error.js'
import type { Binding, ExpressionNode } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'

/** What `when`, `iff`, `match` and `present` return at run time: content that waits to learn where it stands. */
export class Conditional {
  readonly origin: Origin
  readonly test: ExpressionNode | Binding
  readonly body: unknown
  readonly otherwise: unknown

  constructor(test: ExpressionNode | Binding, body: unknown, otherwise?: unknown) {
    this.origin = captureOrigin()
    this.test = test
    this.body = body
    this.otherwise = otherwise
  }
}

/** The value if the condition holds, nothing otherwise: for optional fields, list items and lines. */
export const when = <L>(condition: Expr<boolean>, value: NoInfer<L>): Omittable<L> =>
  new Conditional(nodeOf(condition), value) as unknown as Omittable<L>

/** One of two scalars. */
export function iff<T extends Scalar>(condition: Expr<boolean>, yes: T | Expr<T>, no: T | Expr<T>): Expr<T>
/** One of two objects or lists. Never absent, so it also fits required fields. */
export function iff<L>(condition: Expr<boolean>, yes: NoInfer<L>, no: NoInfer<L>): L
export function iff(condition: Expr<boolean>, yes: unknown, no: unknown): unknown {
  if (!isScalar(yes) || !isScalar(no)) return new Conditional(nodeOf(condition), yes, no)
  const args = [nodeOf(condition), nodeOf(yes), nodeOf(no)]
  return exprOf({ kind: 'call', name: 'iff', args, origin: captureOrigin() })
}

/**
 * The content when the value is set, nothing otherwise. Set means: not nil and, for text, lists and maps, not empty.
 * Inside, the value is never `undefined`.
 */
export const present = <T, L>(value: Expr<T>, content: (value: Ref<NonNullable<T>>) => NoInfer<L>): Omittable<L> => {
  const origin = captureOrigin()
  const binding: Binding = { subject: nodeOf(value), shape: 'present', origin }
  const bound = exprOf<Ref<NonNullable<T>>>({ kind: 'variable', binding, part: 'value', origin })
  return new Conditional(binding, content(bound)) as unknown as Omittable<L>
}

/** One arm per member of a string union; a missing arm does not compile. `undefined` in an arm means nothing is there. */
export const match = <T extends string, L>(
  value: Expr<T>,
  arms: NoInfer<{ readonly [K in T]: L | Omittable<L> | undefined }>,
): Omittable<L> => {
  const [last, ...earlier] = Object.entries(arms).reverse() as [string, unknown][]
  if (last === undefined) throw new BuildError(captureOrigin(), 'match needs at least one arm')
  return earlier.reduce<unknown>((otherwise, [choice, content]) => {
    const condition = exprOf<Expr<boolean>>({
      kind: 'call',
      name: 'eq',
      args: [nodeOf(value), nodeOf(choice)],
      origin: captureOrigin(),
    })
    return new Conditional(nodeOf(condition), content, otherwise)
  }, last[1]) as Omittable<L>
}

const isScalar = (value: unknown): value is Expr<Scalar> | Scalar =>
  isExpr(value) || (typeof value !== 'object' && value !== undefined)
