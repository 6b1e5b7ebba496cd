import { isTruthy } from '../go/semantics.js'
import { booleanType, type ValueType } from '../node/value-type.js'
import { commonType } from './common-type.js'
import { call, defineFunctions, type FunctionDefinition, type Operand, type Printed, returns } from './definition.js'

/** Go compares only numbers of the same kind, so both sides are converted. */
const comparable = ({ type, integer, word }: Operand): string => (type.kind === 'integer' ? integer : word)

const comparison = (name: string, evaluate: (a: never, b: never) => boolean): FunctionDefinition => ({
  result: returns(booleanType),
  print: (args): Printed => {
    const float = args.some(({ type }) => type.kind === 'number')
    const words = args.map((arg) => (float ? `(float64 ${arg.word})` : comparable(arg)))
    return { call: [name, ...words].join(' ') }
  },
  evaluate: ([a, b]) => evaluate(a as never, b as never),
})

export const logicFunctions = defineFunctions({
  eq: comparison('eq', (a, b) => a === b),
  ne: comparison('ne', (a, b) => a !== b),
  lt: comparison('lt', (a, b) => a < b),
  le: comparison('le', (a, b) => a <= b),
  gt: comparison('gt', (a, b) => a > b),
  ge: comparison('ge', (a, b) => a >= b),
  // All operands are booleans by type, so returning an operand (as Go does) and returning a boolean are the same.
  and: { result: returns(booleanType), print: call('and'), evaluate: (args) => args.every(isTruthy) },
  or: { result: returns(booleanType), print: call('or'), evaluate: (args) => args.some(isTruthy) },
  not: { result: returns(booleanType), print: call('not'), evaluate: ([value]) => !isTruthy(value) },
  /** Not nil, not false, not 0, not "", not an empty list or map: Go's truth. */
  nonEmpty: {
    result: returns(booleanType),
    print: ([value]) => ({ call: `not (empty ${value?.word})` }),
    evaluate: ([value]) => isTruthy(value),
  },
  /** The opposite of `nonEmpty`. */
  isEmpty: { result: returns(booleanType), print: call('empty'), evaluate: ([value]) => !isTruthy(value) },
  /** Not nil. */
  isSet: {
    result: returns(booleanType),
    print: ([value]) => ({ call: `not (kindIs "invalid" ${value?.word})` }),
    evaluate: ([value]) => value !== null && value !== undefined,
  },
  /** Arguments: condition, yes, no. Both are computed, which is fine because every function here is total. */
  iff: {
    result: ([, yes, no]) => commonType(yes as ValueType, no as ValueType),
    print: ([condition, yes, no]) => ({ call: `ternary ${yes?.word} ${no?.word} ${condition?.word}` }),
    evaluate: ([condition, yes, no]) => (isTruthy(condition) ? yes : no),
  },
  /** Arguments: value, fallback. Nil only: unlike Sprig's `default` it keeps false, 0 and "". */
  orElse: {
    result: ([value, fallback]) => commonType(value as ValueType, fallback as ValueType),
    print: ([value, fallback]) => ({
      call: `ternary ${fallback?.word} ${value?.word} (kindIs "invalid" ${value?.word})`,
    }),
    evaluate: ([value, fallback]) => value ?? fallback,
  },
})
