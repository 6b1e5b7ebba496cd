import { type Expr, exprOf, isExpr, nodeOf, type Ref, type Scalar } from '../expression/expr.js'
import { eq, ternary } from '../function/logic.js'
import type { Always, ChoiceResult, OmittableResult, One, Unset } from '../lift/content.js'
import { BuildError } from '../node/build-error.js'
import type { Binding } from '../node/expression-node.js'
import { captureOrigin } from '../node/origin.js'
import { handleOf } from './construct.js'

/** The value if the condition holds, nothing otherwise: for optional fields, list items and lines, or spread into an object. */
export const when = <const V, L = Unset>(condition: Expr<boolean>, value: One<L, V>): OmittableResult<L, V> =>
  handleOf({
    kind: 'conditional',
    condition: nodeOf(condition),
    body: value,
    otherwise: undefined,
    origin: captureOrigin(),
  })

/** One of two scalars. */
export function ifElse<A extends Scalar, B extends Scalar>(
  condition: Expr<boolean>,
  yes: A | Expr<A>,
  no: B | Expr<B>,
): Expr<Widened<A | B>>
/** One of two objects, lists or texts. Never absent, so it also fits required fields. */
export function ifElse<const A, const B, L = Unset>(
  condition: Expr<boolean>,
  yes: Always<L, A>,
  no: Always<L, B>,
): ChoiceResult<L, A | B>
export function ifElse(condition: Expr<boolean>, yes: unknown, no: unknown): unknown {
  if (isScalar(yes) && isScalar(no)) return ternary(condition, yes as Expr<Scalar>, no as Expr<Scalar>)
  return handleOf({
    kind: 'conditional',
    condition: nodeOf(condition),
    body: yes,
    otherwise: no,
    origin: captureOrigin(),
  })
}

/** Two constants are a closed choice; a number stays a number, so that arithmetic with it is not bound to two values. */
type Widened<T> = T extends number ? number : T

const isScalar = (value: unknown): boolean => isExpr(value) || ['string', 'number', 'boolean'].includes(typeof value)

/**
 * The content when the value is set, nothing otherwise. Set means: not nil and, for text, lists and maps, not empty.
 * Inside, the value is never `undefined`.
 */
export const present = <T, const V, L = Unset>(
  value: Expr<T>,
  content: (value: Ref<NonNullable<T>>) => One<L, V>,
): OmittableResult<L, V> => {
  const origin = captureOrigin()
  const binding: Binding = { subject: nodeOf(value), shape: 'present', origin }
  const bound = exprOf<Ref<NonNullable<T>>>({ kind: 'variable', binding, part: 'value', origin })
  return handleOf({ kind: 'presence', binding, body: content(bound), origin })
}

type Arms<T extends string, L, A> = { readonly [K in T]: K extends keyof A ? One<L, A[K]> : unknown } & {
  readonly [K in Exclude<keyof A, T>]: never
}

/** One arm per member of a string union; a missing arm does not compile. `undefined` in an arm means nothing is there. */
export const match = <T extends string, const A extends Readonly<Record<string, unknown>>, L = Unset>(
  value: Expr<T>,
  arms: A & Arms<NoInfer<T>, L, A>,
): ChoiceResult<L, A[keyof A]> => {
  const origin = captureOrigin()
  if (Object.keys(arms).length === 0) throw new BuildError(origin, 'match needs at least one arm')
  const all: readonly (readonly [string, unknown])[] = Object.entries(arms)
  const filled = all.filter(([, content]) => content !== undefined)
  // What is left when all other choices are tested needs no test.
  const last = filled.length === all.length ? filled.at(-1)?.[1] : undefined
  const tested = last === undefined ? filled : filled.slice(0, -1)
  const choices = tested.reduceRight<unknown>(
    (otherwise, [choice, content]) =>
      handleOf({
        kind: 'conditional',
        condition: nodeOf(eq(value, choice as never)),
        body: content,
        otherwise,
        origin,
      }),
    last,
  )
  return choices as ChoiceResult<L, A[keyof A]>
}
