import { createHash } from 'node:crypto'
import type { Expr } from '../expression/expr.js'
import { compilePattern, patternProblem } from '../go/patterns.js'
import { goJson } from '../go/semantics.js'
import { BuildError } from '../node/build-error.js'
import { captureOrigin } from '../node/origin.js'
import { booleanType, isNameLike, nameType, stringType, type ValueType } from '../node/value-type.js'
import { defineFunction, filter, type Operand, returns, type TemplateFunction } from './definition.js'

const text = (value: unknown): string => String(value ?? '')

/** Go looks at one character at a time and gives one for each; JavaScript knows a final sigma and gives two for `İ`. */
const goLowerCase = (value: string): string =>
  Array.from(value, (character) => (character === 'İ' ? 'i' : character.toLowerCase())).join('')

/** Cutting a name or one of several choices gives another text, which may be no name and none of the choices. */
const sameOrText = ([type]: readonly ValueType[]): ValueType => (type?.kind === 'name' ? nameType : stringType)

/** A constant that can be a part of a name. */
const isNamePart = (type: ValueType | undefined): boolean =>
  type?.kind === 'string' && type.choices?.every(isNameLike) === true

/** The text, or `fallback` when it is empty or missing: Sprig's `default`, for text only. */
export const ifEmpty = defineFunction<
  (value: Expr<string | undefined>, fallback: string | Expr<string>) => Expr<string>
>('ifEmpty', {
  result: returns(stringType),
  print: filter('default'),
  evaluate: ([value, fallback]) => (text(value) === '' ? fallback : value),
  takesAbsent: true,
})

export const lower = defineFunction<(value: Expr<string>) => Expr<string>>('lower', {
  result: returns(stringType),
  print: filter('lower'),
  evaluate: ([value]) => goLowerCase(text(value)),
})

/** The first `bytes` bytes. What is left of a character that is cut in two differs between Helm and `renderChart`. */
export const trunc = defineFunction<(value: Expr<string>, bytes: number) => Expr<string>>('trunc', {
  result: sameOrText,
  print: filter('trunc'),
  evaluate: ([value, length]) => Buffer.from(text(value)).subarray(0, Number(length)).toString(),
})

/** Every occurrence of `from` becomes `to`; an empty `from` stands before, between and behind all characters, as in Go. */
export const replace = defineFunction<(value: Expr<string>, from: string, to: string) => Expr<string>>('replace', {
  result: ([type, , to]) => (type?.kind === 'name' && isNamePart(to) ? nameType : stringType),
  print: filter('replace'),
  evaluate: ([value, from, to]) =>
    text(from) === ''
      ? ['', ...Array.from(text(value)), ''].join(text(to))
      : text(value).replaceAll(text(from), () => text(to)),
})

export const trimSuffix = defineFunction<(value: Expr<string>, suffix: string) => Expr<string>>('trimSuffix', {
  result: sameOrText,
  print: filter('trimSuffix'),
  evaluate: ([value, suffix]) =>
    text(value).endsWith(text(suffix)) ? text(value).slice(0, text(value).length - text(suffix).length) : text(value),
})

type TextTest = (value: Expr<string>, part: Operand<string>) => Expr<boolean>

export const hasPrefix = defineFunction<TextTest>('hasPrefix', {
  result: returns(booleanType),
  print: ([value, prefix]) => ({ call: `hasPrefix ${prefix?.word} ${value?.word}` }),
  evaluate: ([value, prefix]) => text(value).startsWith(text(prefix)),
})

export const hasSuffix = defineFunction<TextTest>('hasSuffix', {
  result: returns(booleanType),
  print: ([value, suffix]) => ({ call: `hasSuffix ${suffix?.word} ${value?.word}` }),
  evaluate: ([value, suffix]) => text(value).endsWith(text(suffix)),
})

export const contains = defineFunction<TextTest>('contains', {
  result: returns(booleanType),
  print: ([value, part]) => ({ call: `contains ${part?.word} ${value?.word}` }),
  evaluate: ([value, part]) => text(value).includes(text(part)),
})

type Matches = (value: Expr<string>, pattern: string) => Expr<boolean>

const regexMatch = defineFunction<Matches>('matches', {
  result: returns(booleanType),
  print: ([value, pattern]) => ({ call: `regexMatch ${pattern?.word} ${value?.word}` }),
  evaluate: ([value, pattern]) => compilePattern(text(pattern)).test(text(value)),
})

/**
 * True where the pattern is found in the text.
 *
 * @throws BuildError for a pattern that does not mean the same in Go and in JavaScript: docs of `patternProblem`.
 */
export const matches: Matches & TemplateFunction = Object.assign(
  (value: Expr<string>, pattern: string): Expr<boolean> => {
    const problem = patternProblem(pattern)
    if (problem !== undefined) throw new BuildError(captureOrigin(), problem)
    return regexMatch(value, pattern)
  },
  { functionName: regexMatch.functionName, definition: regexMatch.definition },
)

/** Lower-case hexadecimal SHA-256 of the UTF-8 bytes, so the result can stand in any text as it is. */
export const sha256 = defineFunction<(value: Expr<string>) => Expr<string>>('sha256', {
  result: returns(nameType),
  print: filter('sha256sum'),
  evaluate: ([value]) => createHash('sha256').update(text(value)).digest('hex'),
})

/** The value as JSON as Go writes it: a quoted string for text, safe in any one-line position of a configuration file. */
export const json = defineFunction<(value: Expr<unknown>) => Expr<string>>('json', {
  result: returns(stringType),
  print: filter('toJson'),
  evaluate: ([value]) => goJson(value),
})

export const join = defineFunction<(list: Expr<readonly string[]>, separator: string) => Expr<string>>('join', {
  result: returns(stringType),
  print: filter('join'),
  evaluate: ([list, separator]) => (Array.isArray(list) ? list.map(text).join(text(separator)) : text(list)),
})
