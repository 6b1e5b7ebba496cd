import type { Resource } from '../builder/resource.js'
import type { FunctionName } from '../function/table.js'
import { BuildError } from '../node/build-error.js'
import { captureOrigin } from '../node/origin.js'
import { anyType } from '../node/value-type.js'
import { type Expr, exprOf, nodeOf, type Ref, type Scalar } from './expr.js'

type Operand<T> = Expr<T> | (T & Scalar)
type StringMap = Readonly<Record<string, string>>

const call = <T>(name: FunctionName, ...args: readonly (Expr<unknown> | Scalar)[]): Expr<T> =>
  exprOf<Expr<T>>({ kind: 'call', name, args: args.map(nodeOf), origin: captureOrigin() })

/** `or (or a b) c` reads better as `or a b c`. */
const flat = (name: 'and' | 'or', operands: readonly Expr<boolean>[]): Expr<boolean> => {
  const args = operands.map(nodeOf).flatMap((node) => (node.kind === 'call' && node.name === name ? node.args : [node]))
  return exprOf<Expr<boolean>>({ kind: 'call', name, args, origin: captureOrigin() })
}

/** Equality of scalars of one type; a literal outside a string union does not compile. */
export const eq = <T extends Scalar>(a: Expr<T>, b: NoInfer<T> | Expr<NoInfer<T>>): Expr<boolean> => call('eq', a, b)
export const ne = <T extends Scalar>(a: Expr<T>, b: NoInfer<T> | Expr<NoInfer<T>>): Expr<boolean> => call('ne', a, b)
export const lt = (a: Operand<number>, b: Operand<number>): Expr<boolean> => call('lt', a, b)
export const le = (a: Operand<number>, b: Operand<number>): Expr<boolean> => call('le', a, b)
export const gt = (a: Operand<number>, b: Operand<number>): Expr<boolean> => call('gt', a, b)
export const ge = (a: Operand<number>, b: Operand<number>): Expr<boolean> => call('ge', a, b)

export const and = (...all: readonly Expr<boolean>[]): Expr<boolean> => flat('and', all)
export const or = (...any: readonly Expr<boolean>[]): Expr<boolean> => flat('or', any)
export const not = (value: Expr<boolean>): Expr<boolean> => call('not', value)

/** Go's truth: not nil, "", 0, false, an empty list or an empty map. */
export const nonEmpty = (value: Expr<unknown>): Expr<boolean> => call('nonEmpty', value)
/** The opposite: nil, "", 0, false, an empty list or an empty map. */
export const isEmpty = (value: Expr<unknown>): Expr<boolean> => call('isEmpty', value)
/** Not nil: the key is there. */
export const isSet = (value: Expr<unknown>): Expr<boolean> => call('isSet', value)

/** The value, or `fallback` when it is nil. Keeps false, 0 and "". */
export const orElse = <T extends Scalar | undefined>(
  value: Expr<T>,
  fallback: NoInfer<NonNullable<T>> | Expr<NoInfer<NonNullable<T>>>,
): Expr<NonNullable<T>> => call('orElse', value, fallback as Scalar)

/** The text, or `fallback` when it is empty or missing: Sprig's `default`, for text only. */
export const ifEmpty = (value: Expr<string | undefined>, fallback: string | Expr<string>): Expr<string> =>
  call('ifEmpty', value, fallback)
export const lower = (value: Expr<string>): Expr<string> => call('lower', value)
/** The first `bytes` bytes. What is left of a character that is cut in two differs between Helm and `renderChart`. */
export const trunc = (value: Expr<string>, bytes: number): Expr<string> => call('trunc', value, bytes)
export const replace = (value: Expr<string>, from: string, to: string): Expr<string> => call('replace', value, from, to)
export const trimSuffix = (value: Expr<string>, suffix: string): Expr<string> => call('trimSuffix', value, suffix)
export const hasPrefix = (value: Expr<string>, prefix: string): Expr<boolean> => call('hasPrefix', value, prefix)
export const hasSuffix = (value: Expr<string>, suffix: string): Expr<boolean> => call('hasSuffix', value, suffix)
export const contains = (value: Expr<string>, part: Operand<string>): Expr<boolean> => call('contains', value, part)
/** A regular expression that means the same in RE2 and in JavaScript. */
export const matches = (value: Expr<string>, pattern: string): Expr<boolean> => call('matches', value, pattern)
export const join = (list: Expr<readonly string[]>, separator: string): Expr<string> => call('join', list, separator)
/** Lower-case hexadecimal SHA-256. */
export const sha256 = (value: Expr<string>): Expr<string> => call('sha256', value)
/** The value as JSON: a quoted string for text, safe in any one-line position of a configuration file. */
export const json = (value: Expr<unknown>): Expr<string> => call('json', value)

/** Sum of integers. */
export const sum = (...terms: readonly Operand<number>[]): Expr<number> => call('add', ...terms)
export const product = (...factors: readonly Operand<number>[]): Expr<number> => call('multiply', ...factors)
export const difference = (a: Operand<number>, b: Operand<number>): Expr<number> => call('subtract', a, b)
export const max = (...values: readonly Operand<number>[]): Expr<number> => call('max', ...values)
export const min = (...values: readonly Operand<number>[]): Expr<number> => call('min', ...values)
/** Integer quotient, rounded up. Both sides at least 0, `divisor` at least 1. */
export const ceilDivide = (value: Operand<number>, divisor: number): Expr<number> => {
  if (!(divisor >= 1)) throw new BuildError(captureOrigin(), `a divisor must be at least 1, but is ${divisor}`)
  return call('divide', sum(value, divisor - 1), divisor)
}
/** A decimal text times `factor`, rounded to an integer: `scaled('1.5', 1000)` is 1500. */
export const scaled = (value: Expr<string>, factor: number): Expr<number> => call('scaled', value, factor)

/** The entry of a map, or `fallback` when the key is missing. */
export const lookup = <V extends Scalar>(
  map: Expr<Readonly<Record<string, V>>>,
  key: Operand<string>,
  fallback: NoInfer<V> | Expr<NoInfer<V>>,
): Expr<V> => call('lookup', map, key, fallback)
export const hasKey = (map: Expr<Readonly<Record<string, unknown>>>, key: Operand<string>): Expr<boolean> =>
  call('hasKey', map, key)
/** The map without the given keys. */
export const omit = <V>(
  map: Expr<Readonly<Record<string, V>>>,
  ...keys: readonly string[]
): Ref<Readonly<Record<string, V>>> => call('omit', map, ...keys) as Ref<Readonly<Record<string, V>>>
/** Several maps as one; where two have a key, the earlier map wins. */
export const mergeMaps = (...maps: readonly Expr<StringMap>[]): Ref<StringMap> =>
  call('mergeMaps', ...maps) as Ref<StringMap>
/** Number of items of a list, entries of a map or bytes of a text. */
export const count = (value: Expr<string | readonly unknown[] | Readonly<Record<string, unknown>>>): Expr<number> =>
  call('count', value)

/** True when the version, such as `capabilities.kubeVersion`, is at least `minimum`; vendor suffixes do not matter. */
export const versionAtLeast = (version: Expr<string>, minimum: `${number}.${number}`): Expr<boolean> =>
  call('satisfiesVersion', version, `>=${minimum}-0`)
/** True when the cluster (or `--api-versions`) knows the API. Never gate a template of a GitOps chart on it. */
export const hasApi = (api: string): Expr<boolean> =>
  call(
    'hasApi',
    exprOf({ kind: 'builtIn', path: ['Capabilities', 'APIVersions'], type: anyType, origin: captureOrigin() }),
    api,
  )

/** SHA-256 of the `data` of a ConfigMap of this chart: as an annotation it restarts pods when the content changes. */
export const checksum = (of: Resource): Expr<string> => exprOf({ kind: 'checksum', of, origin: captureOrigin() })

/** Gives a sub-expression a template variable of that name, so that readers see what a long sum is made of. */
export const named = <T>(name: string, expression: Expr<T>): Ref<T> =>
  exprOf<Ref<T>>({ kind: 'named', name, expression: nodeOf(expression), origin: captureOrigin() })
