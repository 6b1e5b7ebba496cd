import { type Expr, exprOf, type IsAny, type Leaf, nodeOf, type Ref } from '../expression/expr.js'
import type { Many, SpreadResult, Unset } from '../lift/content.js'
import type { FieldsInPlace, Several } from '../lift/placeholder.js'
import type { LoopBinding } from '../node/expression-node.js'
import { captureOrigin } from '../node/origin.js'
import { handleOf } from './construct.js'
import { parameterNames } from './parameter-names.js'

/**
 * The body once per item of a list: of the values, of a helper's result, or of constants. It may stand in a list, be spread
 * into an object (`...each(names, (name) => keyed(name, …))`), stand alone on a line of a text, hold rules (`assert`) or
 * whole resources. The printed variable is called like the parameter of the callback.
 */
export const each = <const U, const V, L = Unset>(
  list: Expr<readonly U[]> | readonly U[],
  body: (item: Ref<Unwrapped<U>>) => Many<L, V>,
): SpreadResult<L, V> => {
  const [value = 'item'] = parameterNames(body)
  const binding: LoopBinding = {
    subject: nodeOf(list),
    shape: 'list',
    names: { key: '', value },
    origin: captureOrigin(),
  }
  return loop(binding, body(variable(binding, 'value')))
}

type KeyOf<T> = Expr<Extract<keyof T, string>>
type EntryOf<T> = Ref<NonNullable<T[keyof T]>>

/** The body once per entry of a map or object, in the order of the sorted keys; the same places as `each`. */
export const entries = <const T extends object, const V, L = Unset>(
  map: Expr<T> | (T extends Expr<unknown> ? never : T),
  body: (key: KeyOf<Unwrapped<T>>, value: EntryOf<Unwrapped<T>>) => Many<L, V>,
): SpreadResult<L, V> => {
  const [key = 'key', value = 'value'] = parameterNames(body)
  const binding: LoopBinding = { subject: nodeOf(map), shape: 'map', names: { key, value }, origin: captureOrigin() }
  return loop(binding, body(variable(binding, 'key'), variable(binding, 'value')))
}

/** The lists and objects of an author may hold expressions; inside the loop each is a value. */
type Unwrapped<T> =
  IsAny<T> extends true
    ? T
    : T extends Expr<infer I>
      ? I
      : T extends Leaf
        ? T
        : { readonly [K in keyof T]: Unwrapped<T[K]> }

const variable = <E>(binding: LoopBinding, part: 'key' | 'value'): E =>
  exprOf<E>({ kind: 'variable', binding, part, origin: binding.origin })

const loop = <Placeholder>(binding: LoopBinding, body: unknown): Placeholder =>
  handleOf({ kind: 'loop', binding, body, origin: binding.origin })

/** All items of a list in place, such as those that a helper returns or that a user adds. */
export function spread<U>(list: Expr<readonly U[]>): Several<Expr<U>>
/**
 * All fields of an object in place, `{ ...spread(object), … }`: of a helper's result or of values. The object has no field that
 * stands beside it, and none with a user's name: those need `merge`.
 */
export function spread<T extends object>(object: Expr<T>): FieldsInPlace<T>
export function spread(collection: Expr<unknown>): unknown {
  return handleOf({ kind: 'spread', expression: nodeOf(collection), origin: captureOrigin() })
}
