import { type Expr, exprOf, type Given, nodeOf, type Ref, type Scalar } from '../expression/expr.js'
import { isTruthy } from '../go/semantics.js'
import { captureOrigin } from '../node/origin.js'
import { booleanType, type ValueType } from '../node/value-type.js'
import { commonType } from './common-type.js'
import {
  call,
  defineFunction,
  type FunctionDefinition,
  filter,
  type Operand,
  type PrintedOperand,
  returns,
} from './definition.js'
import type { Integer } from './numbers.js'

/** Go compares only numbers of the same kind, so both sides are converted. */
const comparable = ({ type, integer, word }: PrintedOperand): string => (type.kind === 'integer' ? integer : word)

const comparison = (name: string, evaluate: (a: never, b: never) => boolean): FunctionDefinition => ({
  result: returns(booleanType),
  print: (args) => {
    const float = args.some(({ type }) => type.kind === 'number')
    const words = args.map((arg) => (float ? `(float64 ${arg.word})` : comparable(arg)))
    return { call: [name, ...words].join(' ') }
  },
  evaluate: ([a, b]) => evaluate(a as never, b as never),
})

/** An int64 beyond 2^53 is a bigint, and a double when YAML has been in between. */
const isEqual = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a !== typeof b && isInteger(a) && isInteger(b) && BigInt(a) === BigInt(b))

const isInteger = (value: unknown): value is Integer => typeof value === 'bigint' || Number.isInteger(value)

/** Equality of scalars of one type; a literal outside a string union does not compile. */
type Equality = <T extends Scalar>(a: Expr<T>, b: NoInfer<T> | Expr<NoInfer<T>>) => Expr<boolean>
type Order = (a: Operand<number>, b: Operand<number>) => Expr<boolean>

export const eq = defineFunction<Equality>('eq', comparison('eq', isEqual))
export const ne = defineFunction<Equality>(
  'ne',
  comparison('ne', (a, b) => !isEqual(a, b)),
)
export const lt = defineFunction<Order>(
  'lt',
  comparison('lt', (a, b) => a < b),
)
export const le = defineFunction<Order>(
  'le',
  comparison('le', (a, b) => a <= b),
)
export const gt = defineFunction<Order>(
  'gt',
  comparison('gt', (a, b) => a > b),
)
export const ge = defineFunction<Order>(
  'ge',
  comparison('ge', (a, b) => a >= b),
)

type Condition = (...conditions: readonly Expr<boolean>[]) => Expr<boolean>

/** `or (or a b) c` reads better as `or a b c`, and a condition alone needs no word at all. */
const flat = (binary: Condition & ReturnType<typeof defineFunction>): Condition & ReturnType<typeof defineFunction> => {
  const name = binary.functionName
  const flattened: Condition = (...conditions) => {
    const [only] = conditions
    if (conditions.length <= 1) return only ?? binary()
    const args = conditions
      .map(nodeOf)
      .flatMap((node) => (node.kind === 'call' && node.name === name ? node.args : [node]))
    return exprOf<Expr<boolean>>({ kind: 'call', name, args, origin: captureOrigin() })
  }
  return Object.assign(flattened, { functionName: name, definition: binary.definition })
}

// All operands are booleans by type, so returning an operand (as Go does) and returning a boolean are the same.
export const and = flat(
  defineFunction<Condition>('and', {
    result: returns(booleanType),
    print: call('and'),
    evaluate: (args) => args.every(isTruthy),
  }),
)
export const or = flat(
  defineFunction<Condition>('or', {
    result: returns(booleanType),
    print: call('or'),
    evaluate: (args) => args.some(isTruthy),
  }),
)
export const not = defineFunction<(value: Expr<boolean>) => Expr<boolean>>('not', {
  result: returns(booleanType),
  print: call('not'),
  evaluate: ([value]) => !isTruthy(value),
})

type Test = (value: Expr<unknown>) => Expr<boolean>

/** Go's truth: not nil, "", 0, false, an empty list or an empty map. */
export const nonEmpty = defineFunction<Test>('nonEmpty', {
  result: returns(booleanType),
  print: ([value]) => ({ call: `not (empty ${value?.word})` }),
  evaluate: ([value]) => isTruthy(value),
  takesAbsent: true,
})

/** The opposite: nil, "", 0, false, an empty list or an empty map. */
export const isEmpty = defineFunction<Test>('isEmpty', {
  result: returns(booleanType),
  print: ([value]) => ({ call: `empty ${value?.word}` }),
  evaluate: ([value]) => !isTruthy(value),
  takesAbsent: true,
})

/** Not nil: the key is there. */
export const isSet = defineFunction<Test>('isSet', {
  result: returns(booleanType),
  print: ([value]) => ({ call: `not (kindIs "invalid" ${value?.word})` }),
  evaluate: ([value]) => value !== null && value !== undefined,
  takesAbsent: true,
})

/** One of two scalars. Both are computed, which is fine because every function here is total. See `ifElse`. */
export const ternary = defineFunction<
  (condition: Expr<boolean>, yes: Operand<Scalar>, no: Operand<Scalar>) => Expr<Scalar>
>('ternary', {
  result: ([, yes, no]) => commonType(yes as ValueType, no as ValueType),
  print: ([condition, yes, no]) => ({ call: `ternary ${yes?.word} ${no?.word} ${condition?.word}` }),
  evaluate: ([condition, yes, no]) => (isTruthy(condition) ? yes : no),
})

type Fallback = <T>(value: Expr<T>, fallback: NoInfer<Given<NonNullable<T>>>) => Ref<NonNullable<T>>

/** An empty list or object of the author, as it is printed. */
const empties: readonly string[] = ['list', 'dict']

/**
 * The value, or `fallback` when it is nil: a scalar, or a list or map such as `{}`. Unlike Sprig's `default` it keeps false, 0
 * and "".
 */
export const orElse = defineFunction<Fallback>('orElse', {
  result: ([value, fallback]) => commonType(value as ValueType, fallback as ValueType),
  print: (args) => {
    const [value, fallback] = args.map(({ word }) => word)
    // Nothing and an empty collection are the same then.
    if (empties.includes(fallback as string)) return filter('default')(args)
    return { call: `ternary ${fallback} ${value} (kindIs "invalid" ${value})` }
  },
  evaluate: ([value, fallback]) => value ?? fallback,
  takesAbsent: true,
})
