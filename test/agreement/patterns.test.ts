import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern, patternProblem } from '../../src/helm/go/patterns.js'
import { validateValues } from '../../src/helm/schema/validate.js'
import { helmEngine } from '../support/helm-engines.js'
import { testedHelmVersions } from '../support/render-with-helm.js'
import { seed } from '../support/seed.js'

interface Case {
  readonly pattern: string
  readonly text: string
}

const metadata = 'apiVersion: v2\nname: sample\nversion: 1.0.0\n'

/** A chart that says which of its cases match. Unlike `regexMatch`, `mustRegexMatch` fails on a pattern that Go refuses. */
const chart: ReadonlyMap<string, string> = new Map([
  ['Chart.yaml', metadata],
  ['templates/matches.yaml', 'all: [{{ range .Values.cases }}{{ mustRegexMatch .pattern .text }}, {{ end }}]\n'],
])

const schemaOf = (pattern: string) => ({ type: 'object', properties: { text: { type: 'string', pattern } } }) as const

const chartWithSchema = (pattern: string): ReadonlyMap<string, string> =>
  new Map([
    ['Chart.yaml', metadata],
    ['values.schema.json', JSON.stringify(schemaOf(pattern))],
  ])

/** Where engines of regular expressions are known to differ: spaces, ends of lines, cases, what lies beyond 16 bits. */
const oddCharacters = [
  ...[
    '\t',
    '\n',
    '\v',
    '\f',
    '\r',
    ' ',
    '\u001c',
    '\u00a0',
    '\u1680',
    '\u2003',
    '\u2028',
    '\u2029',
    '\u3000',
    '\ufeff',
  ],
  ...[
    'k',
    'K',
    '\u212a',
    's',
    '\u017f',
    'İ',
    'ı',
    'ß',
    'ẞ',
    'é',
    'e\u0301',
    '٣',
    'Ⅷ',
    '_',
    '-',
    '0',
    '9',
    'a',
    'z',
    'A',
    'Z',
  ],
  ...[
    '😀',
    '𝒜',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '|',
    '/',
    '\\',
    '^',
    '$',
    '.',
    '*',
    '+',
    '?',
    ',',
    ':',
    '"',
    "'",
    '\u007f',
    '\u0000',
  ],
]

const oddText = fc.array(fc.constantFrom(...oddCharacters), { maxLength: 6 }).map((characters) => characters.join(''))

const literal = fc.oneof(
  fc.constantFrom('a', 'b', 'Z', '0', '_', '-', ',', ':', '"', ' ', '\n', 'é', 'K', '\u212a', '😀', '\u2028', '\u00a0'),
  fc.constantFrom(...'^$\\.*+?()[]{}|/').map((character) => `\\${character}`),
  fc.constantFrom('\\t', '\\n', '\\r', '\\f', '\\v', '\\x41', '\\x85', '\\xa0', '\\d', '\\D', '\\w', '\\W'),
)

const inClass = fc.oneof(
  fc.constantFrom(
    'a',
    'Z',
    '_',
    '.',
    '*',
    '(',
    '|',
    '$',
    ',',
    ' ',
    'é',
    '😀',
    '\\]',
    '\\[',
    '\\-',
    '\\^',
    '\\\\',
    '\\/',
  ),
  fc.constantFrom(
    'a-z',
    'A-Z',
    '0-9',
    ' -~',
    'à-ÿ',
    '\\x00-\\x1f',
    '\\t-\\r',
    '😀-😂',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\n',
  ),
)

const characterClass = fc
  .tuple(fc.constantFrom('', '^'), fc.constantFrom('', '-'), fc.array(inClass, { minLength: 1, maxLength: 4 }))
  .chain(([negation, first, members]) =>
    fc.constantFrom('', '-').map((last) => `[${negation}${first}${members.join('')}${last}]`),
  )

const repetition = fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '??', '{0}', '{2}', '{1,}', '{0,3}', '{2,4}?')

/** Patterns of the subset, by its grammar. Flat, as JavaScript takes long for repetitions in repetitions in repetitions. */
const { pattern: portablePattern } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
  pattern: fc.array(tie('term'), { maxLength: 4 }).map((terms) => terms.join('')),
  term: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.tuple(fc.oneof(literal, characterClass), repetition).map((parts) => parts.join('')),
    fc.constantFrom('^', '$', '\\b', '\\B', '|'),
    fc
      .tuple(fc.constantFrom('(', '(?:'), tie('pattern'), tie('pattern'), repetition)
      .map(([opening, first, second, times]) => `${opening}${first}|${second})${times}`),
  ),
}))

/** Anything made of what patterns are made of: mostly wrong, sometimes nearly right. */
const pieces = [
  ...[
    'a',
    'b',
    '-',
    '0',
    '1',
    '9',
    ',',
    'x',
    'u',
    'p',
    'Q',
    'E',
    'k',
    'é',
    '😀',
    '\n',
    '\\',
    '\\b',
    '\\s',
    '\\d',
    '\\x4',
    '\\x41',
  ],
  ...[
    '\\x{41}',
    '\\u{41}',
    '\\pL',
    '\\p{L}',
    '\\1',
    '\\07',
    '\\z',
    '\\A',
    '\\-',
    '\\_',
    '\\cA',
    '[',
    ']',
    '[^',
    '[:alpha:]',
    '&&',
  ],
  ...[
    '(',
    '(?:',
    '(?i)',
    '(?=',
    '(?<a>',
    '(?P<a>',
    ')',
    '|',
    '^',
    '$',
    '.',
    '*',
    '+',
    '?',
    '{',
    '}',
    '{2',
    '{,2}',
    '{02}',
    '{3,2}',
  ],
  ...['{1001}', '{40}', '{2,}', ':', '/', '!', '<'],
]
const anything = fc.array(fc.constantFrom(...pieces), { maxLength: 7 }).map((parts) => parts.join(''))

const cases = (pattern: fc.Arbitrary<string>): fc.Arbitrary<readonly Case[]> =>
  fc.array(fc.record({ pattern, text: oddText }), { minLength: 1, maxLength: 300, size: 'max' })

/** The objects that the chart gives when Go matches as we do. */
const ours = (given: readonly Case[]): unknown => [
  { all: given.map(({ pattern, text }) => compilePattern(pattern).test(text)) },
]

describe.each(testedHelmVersions)('a portable pattern means the same in Helm %s', (version) => {
  const engine = helmEngine(version)

  const matchesOf = async (given: readonly Case[]): Promise<unknown> => {
    const { objects, error } = await engine.render({ chart, values: [{ cases: given }] })
    return error === '' ? objects.map(({ object }) => object) : error
  }

  it('when it is made by the rules', async () => {
    const property = fc.asyncProperty(cases(portablePattern), async (given) => {
      expect(await matchesOf(given)).toEqual(ours(given))
    })
    await fc.assert(property, { seed, numRuns: 10 })
  }, 60_000)

  it('when it is anything that passes', async () => {
    const passing = anything.filter((pattern) => patternProblem(pattern) === undefined)
    const property = fc.asyncProperty(cases(passing), async (given) => {
      expect(await matchesOf(given)).toEqual(ours(given))
    })
    await fc.assert(property, { seed, numRuns: 10 })
  }, 60_000)

  it('when it stands in the schema of the values', async () => {
    const property = fc.asyncProperty(portablePattern, oddText, async (pattern, text) => {
      const { error } = await engine.render({ chart: chartWithSchema(pattern), values: [{ text }] })
      expect(error === '').toBe(validateValues({ text }, schemaOf(pattern)).length === 0)
    })
    await fc.assert(property, { seed, numRuns: 100 })
  }, 60_000)

  it('for every character that engines are known to treat in their own way', async () => {
    const patterns = [
      '^\\d$',
      '^\\D$',
      '^\\w$',
      '^\\W$',
      '^[^a]$',
      '^[^\\n]$',
      '\\b',
      '\\B',
      '^a?$',
      '$',
      '^[ \\t\\n\\r\\f]$',
      '^[K]$',
    ]
    const given = patterns.flatMap((pattern) => oddCharacters.map((text) => ({ pattern, text })))
    expect(await matchesOf(given)).toEqual(ours(given))
  })
})
