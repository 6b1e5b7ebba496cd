import { createHash } from 'node:crypto'
import { goJson } from '../go/semantics.js'
import { booleanType, nameType, stringType } from '../node/value-type.js'
import { defineFunctions, filter, returns } from './definition.js'

const text = (value: unknown): string => String(value ?? '')

/** Go looks at one character at a time and gives one for each; JavaScript knows a final sigma and gives two for `İ`. */
const goLowerCase = (value: string): string =>
  Array.from(value, (character) => (character === 'İ' ? 'i' : character.toLowerCase())).join('')

export const stringFunctions = defineFunctions({
  /** Arguments: text, fallback for an empty or missing text. */
  ifEmpty: {
    result: returns(stringType),
    print: filter('default'),
    evaluate: ([value, fallback]) => (text(value) === '' ? fallback : value),
  },
  lower: { result: returns(stringType), print: filter('lower'), evaluate: ([value]) => goLowerCase(text(value)) },
  /** Arguments: text, length in bytes. */
  trunc: {
    result: ([type]) => type ?? stringType,
    print: filter('trunc'),
    evaluate: ([value, length]) => Buffer.from(text(value)).subarray(0, Number(length)).toString(),
  },
  /** Arguments: text, old, new. Replaces every occurrence. */
  replace: {
    result: ([type]) => type ?? stringType,
    print: filter('replace'),
    evaluate: ([value, from, to]) => text(value).replaceAll(text(from), () => text(to)),
  },
  trimSuffix: {
    result: ([type]) => type ?? stringType,
    print: filter('trimSuffix'),
    evaluate: ([value, suffix]) =>
      text(value).endsWith(text(suffix)) ? text(value).slice(0, text(value).length - text(suffix).length) : text(value),
  },
  hasPrefix: {
    result: returns(booleanType),
    print: ([value, prefix]) => ({ call: `hasPrefix ${prefix?.word} ${value?.word}` }),
    evaluate: ([value, prefix]) => text(value).startsWith(text(prefix)),
  },
  hasSuffix: {
    result: returns(booleanType),
    print: ([value, suffix]) => ({ call: `hasSuffix ${suffix?.word} ${value?.word}` }),
    evaluate: ([value, suffix]) => text(value).endsWith(text(suffix)),
  },
  /** Arguments: text, part. */
  contains: {
    result: returns(booleanType),
    print: ([value, part]) => ({ call: `contains ${part?.word} ${value?.word}` }),
    evaluate: ([value, part]) => text(value).includes(text(part)),
  },
  /** Arguments: text, pattern. The pattern must mean the same in RE2 and in JavaScript. */
  matches: {
    result: returns(booleanType),
    print: ([value, pattern]) => ({ call: `regexMatch ${pattern?.word} ${value?.word}` }),
    evaluate: ([value, pattern]) => new RegExp(text(pattern), 'u').test(text(value)),
  },
  /** Lower-case hexadecimal SHA-256 of the UTF-8 bytes. */
  /** Lower-case hexadecimal digits, so the result can stand in any text as it is. */
  sha256: {
    result: returns(nameType),
    print: filter('sha256sum'),
    evaluate: ([value]) => createHash('sha256').update(text(value)).digest('hex'),
  },
  /** JSON as Go writes it: sorted keys, `<`, `>` and `&` escaped. */
  json: { result: returns(stringType), print: filter('toJson'), evaluate: ([value]) => goJson(value) },
  /** Arguments: list of text, separator. */
  join: {
    result: returns(stringType),
    print: filter('join'),
    evaluate: ([list, separator]) => (Array.isArray(list) ? list.map(text).join(text(separator)) : text(list)),
  },
})
