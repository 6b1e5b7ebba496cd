import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml'

/** A number for Helm, underscores included. A text that starts with a point has none. */
const number =
  /^(?:[-+]?0(?:b[01_]+|o[0-7_]+|x[\da-f_]+)|[-+]?\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?[\d_]+)?|(?:[-+]\.[\d_]*|\.)\d+(?:e[-+]?\d+)?)$/i

const largestInteger = 2n ** 64n - 1n

/** What Go's `strconv` makes of a number: with a leading zero it is octal, and what is too large stays a text. */
const toNumber = (text: string): number | string => {
  const plain = text.replaceAll('_', '').toLowerCase()
  const negative = plain.startsWith('-')
  const digits = plain.replace(/^[-+]/, '')
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits
  const isPrefixed = /^0[box]/.test(octal)
  if (isPrefixed && BigInt(octal) > largestInteger) return text
  const value = Number(octal)
  if (!Number.isFinite(value)) return text
  return negative ? -value : value
}

const numbers: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => typeof value === 'number',
  test: number,
  resolve: toNumber,
}

const unsupportedNumbers: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  resolve: (text, onError) => {
    onError(`${text} is no number that Helm takes`)
    return text
  },
}

const replaced = /:(?:int|float|timestamp|binary|set|omap|pairs)$/

/**
 * Options of the `yaml` package under which it reads what Helm's reader reads: YAML 1.1 as far as Go has it. Dates and
 * times such as `2001-01-01` and `12:30` are texts, `0o17` is a number. Source: `resolve` of go.yaml.in/yaml; compared
 * with three Helms in test/agreement/yaml.test.ts.
 */
export const helmYaml = {
  version: '1.1',
  customTags: (tags: Tags): Tags => [
    ...tags.filter((tag) => typeof tag === 'string' || !replaced.test(tag.tag)),
    unsupportedNumbers,
    numbers,
  ],
} satisfies DocumentOptions & ParseOptions & SchemaOptions

/** The same for writing: a text is quoted wherever Helm or any reader of YAML 1.1 would take it for something else. */
export const portableYaml = { ...helmYaml, compat: 'yaml-1.1' } satisfies DocumentOptions & SchemaOptions
