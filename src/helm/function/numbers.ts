import { integerType } from '../node/value-type.js'
import { call, defineFunctions, type FunctionDefinition, returns } from './definition.js'

const numbers = (args: readonly unknown[]): number[] => args.map((value) => Number(value ?? 0))

/** Sprig converts every operand to int64 itself. */
const integerFunction = (name: string, evaluate: (values: number[]) => number): FunctionDefinition => ({
  result: returns(integerType),
  print: call(name),
  evaluate: (args) => evaluate(numbers(args)),
  integersOnly: true,
  native: true,
})

export const numberFunctions = defineFunctions({
  add: integerFunction('add', (values) => values.reduce((sum, value) => sum + value, 0)),
  subtract: integerFunction('sub', ([a, b]) => (a as number) - (b as number)),
  multiply: integerFunction('mul', (values) => values.reduce((product, value) => product * value, 1)),
  /** Rounds towards zero, as Go does. */
  divide: integerFunction('div', ([a, b]) => Math.trunc((a as number) / (b as number))),
  max: integerFunction('max', (values) => Math.max(...values)),
  min: integerFunction('min', (values) => Math.min(...values)),
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
