import type { Expr } from '../expression/expr.js'
import { BuildError } from '../node/build-error.js'
import { captureOrigin } from '../node/origin.js'
import { integerType } from '../node/value-type.js'
import { call, defineFunction, type FunctionDefinition, type Operand, returns } from './definition.js'

/** An int64 of Go: a double holds it exactly up to 2^53, and beyond that it is a bigint. */
export type Integer = number | bigint

const fromBigInt = (value: bigint): Integer => {
  const wrapped = BigInt.asIntN(64, value)
  return Number.isSafeInteger(Number(wrapped)) ? Number(wrapped) : wrapped
}

type Operation = (a: Integer, b: Integer) => Integer

const inBigInts =
  (operate: (a: bigint, b: bigint) => bigint): Operation =>
  (a, b) =>
    fromBigInt(operate(BigInt(a), BigInt(b)))

/** The same for an operation of which doubles give the exact result as long as all three numbers are safe integers. */
const inDoubles = (exact: (a: number, b: number) => number, otherwise: Operation): Operation => {
  return (a, b) => {
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return otherwise(a, b)
    const result = exact(a as number, b as number)
    // 0 times a negative number is -0, which no integer is.
    return Number.isSafeInteger(result) ? result + 0 : otherwise(a, b)
  }
}

/** Sprig converts every operand to int64 itself, and works from left to right. The build sees to it that all are integers. */
const arithmetic = (name: string, operate: Operation): FunctionDefinition => ({
  result: returns(integerType),
  print: call(name),
  evaluate: (args) => (args as readonly Integer[]).reduce(operate),
  integersOnly: true,
  native: true,
})

type Arithmetic = (...operands: readonly Operand<number>[]) => Expr<number>

/** Sum of integers. */
export const add = defineFunction<Arithmetic>(
  'add',
  arithmetic(
    'add',
    inDoubles(
      (a, b) => a + b,
      inBigInts((a, b) => a + b),
    ),
  ),
)
/** The first integer without the others. */
export const sub = defineFunction<Arithmetic>(
  'sub',
  arithmetic(
    'sub',
    inDoubles(
      (a, b) => a - b,
      inBigInts((a, b) => a - b),
    ),
  ),
)
/** Product of integers. */
export const mul = defineFunction<Arithmetic>(
  'mul',
  arithmetic(
    'mul',
    inDoubles(
      (a, b) => a * b,
      inBigInts((a, b) => a * b),
    ),
  ),
)
export const max = defineFunction<Arithmetic>(
  'max',
  arithmetic(
    'max',
    inBigInts((a, b) => (a > b ? a : b)),
  ),
)
export const min = defineFunction<Arithmetic>(
  'min',
  arithmetic(
    'min',
    inBigInts((a, b) => (a < b ? a : b)),
  ),
)

/** Integer quotient, rounded towards zero as Go does. The divisor is a constant, so that it is never 0. */
export const div = defineFunction<(value: Operand<number>, divisor: number) => Expr<number>>(
  'div',
  arithmetic(
    'div',
    inBigInts((a, b) => a / b),
  ),
)

/** Integer quotient, rounded up. Both sides at least 0, `divisor` at least 1. */
export const ceilDivide = (value: Operand<number>, divisor: number): Expr<number> => {
  if (!(divisor >= 1)) throw new BuildError(captureOrigin(), `a divisor must be at least 1, but is ${divisor}`)
  return div(add(value, divisor - 1), divisor)
}

/** A number as Sprig reads a text: what is no number is 0. */
const decimal = (value: unknown): number => {
  const number = Number(value)
  return Number.isFinite(number) ? number : 0
}

/**
 * A decimal text times `factor`, rounded to an integer: `scaled('1.5', 1000)` is 1500; a text that is no number counts as 0.
 * Sprig multiplies decimals exactly; for texts with up to three decimals double precision rounds to the same integer.
 */
export const scaled = defineFunction<(value: Expr<string>, factor: number) => Expr<number>>('scaled', {
  result: returns(integerType),
  print: ([value, factor]) => ({ call: `round (mulf (float64 ${value?.word}) ${factor?.word}) 0 | int64` }),
  evaluate: ([value, factor]) => Math.round(decimal(value) * Number(factor)),
  native: true,
})
