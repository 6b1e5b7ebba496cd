import { integerType } from '../node/value-type.js'
import { call, defineFunctions, type FunctionDefinition, returns } from './definition.js'

/** An int64 of Go: a double holds it exactly up to 2^53, and beyond that it is a bigint. */
type Integer = number | bigint

const fromBigInt = (value: bigint): Integer => {
  const wrapped = BigInt.asIntN(64, value)
  return Number.isSafeInteger(Number(wrapped)) ? Number(wrapped) : wrapped
}

type Operation = (a: Integer, b: Integer) => Integer

const inBigInts =
  (operate: (a: bigint, b: bigint) => bigint): Operation =>
  (a, b) =>
    fromBigInt(operate(BigInt(a), BigInt(b)))

/** Sprig converts every operand to int64 itself, and works from left to right. The build sees to it that all are integers. */
const integerFunction = (name: string, operate: Operation): FunctionDefinition => ({
  result: returns(integerType),
  print: call(name),
  evaluate: (args) => (args as readonly Integer[]).reduce(operate),
  integersOnly: true,
  native: true,
})

export const numberFunctions = defineFunctions({
  add: integerFunction(
    'add',
    inBigInts((a, b) => a + b),
  ),
  subtract: integerFunction(
    'sub',
    inBigInts((a, b) => a - b),
  ),
  multiply: integerFunction(
    'mul',
    inBigInts((a, b) => a * b),
  ),
  /** Rounds towards zero, as Go does. */
  divide: integerFunction(
    'div',
    inBigInts((a, b) => a / b),
  ),
  max: integerFunction('max', (a, b) => (a > b ? a : b)),
  min: integerFunction('min', (a, b) => (a < b ? a : b)),
  /**
   * Arguments: decimal text, factor. The product, rounded to an integer: `"1.5"` times 1000 is 1500. Sprig multiplies
   * decimals exactly; for texts with up to three decimals double precision rounds to the same integer.
   */
  scaled: {
    result: returns(integerType),
    print: ([value, factor]) => ({ call: `round (mulf (float64 ${value?.word}) ${factor?.word}) 0 | int64` }),
    evaluate: ([value, factor]) => Math.round(Number(value) * Number(factor)),
    native: true,
  },
})
