import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { printValuesYaml } from '../../../src/helm/chart/values-yaml.js'
import type { JsonSchema } from '../../../src/helm/index.js'

const described = (description: string): JsonSchema => ({ type: 'string', description })
const objectOf = (properties: Readonly<Record<string, JsonSchema>>, description?: string): JsonSchema => ({
  type: 'object',
  properties,
  ...(description === undefined ? {} : { description }),
})

/** `values.yaml` below its header. */
const bodyOf = (defaults: Readonly<Record<string, unknown>>, schema: JsonSchema = objectOf({})): string =>
  printValuesYaml(defaults, schema, 'Header.').replace('# Header.\n\n', '')

describe('values.yaml', () => {
  it('has paragraphs for components and for the groups of their keys, and a comment for each key that has one', () => {
    const probe = objectOf({ path: described('Where to ask.'), port: { type: 'integer' } }, 'How it is probed.')
    const schema = objectOf({
      first: objectOf({ probe, name: described('Its name.'), limits: probe, labels: { type: 'object' } }, 'The first.'),
      mode: { type: 'string', enum: ['one', 'two'] },
      none: objectOf({}),
    })
    const settings = { path: '/', port: 80 }
    const first = { probe: settings, name: 'a', limits: { ...settings, more: { deep: 1 } }, labels: {} }
    expect(bodyOf({ first, mode: 'one', none: {} }, schema)).toBe(`# The first.
first:
  # How it is probed.
  probe:
    # Where to ask.
    path: /
    port: 80
  # Its name.
  name: a

  # How it is probed.
  limits:
    # Where to ask.
    path: /
    port: 80
    more:
      deep: 1
  labels: {}

# One of: one, two.
mode: one

none: {}
`)
  })

  it.each([
    ['as the type declares them', { b: 1, a: 2 }, ['a', 'b']],
    ['with those last that the type does not declare', { x: 1, b: 2, a: 3 }, ['a', 'b', 'x']],
    ['without those that have no default', { b: 1 }, ['b']],
  ])('has its keys in order: %s', (_name, keys, expected) => {
    const group = objectOf({ a: { type: 'integer' }, b: { type: 'integer' }, constructor: described('A key.') })
    const read = parse(bodyOf({ group: { inner: keys } }, objectOf({ group: objectOf({ inner: group }) })))
    expect(Object.entries(read.group.inner)).toEqual(expected.map((key) => [key, keys[key as keyof typeof keys]]))
  })

  it('writes equal defaults out wherever they stand, and a long text on one line', () => {
    const command = ['run', 'it']
    const long = 'many words '.repeat(20).trim()
    expect(bodyOf({ command, again: command, long, empty: '', none: [] })).toBe(`command:
  - run
  - it

again:
  - run
  - it

long: ${long}

empty: ""

none: []
`)
  })

  it.each(['0o17', '0O17', '-0o17', '+0B1', '0XfF', '0o1_7', '1e1_0', '1_0.5E-1_0'])(
    'quotes the text %s, which only Helm reads as a number',
    (text) => {
      expect(bodyOf({ text, list: [text], map: { [text]: 1 } })).toBe(
        `text: "${text}"\n\nlist:\n  - "${text}"\n\nmap:\n  "${text}": 1\n`,
      )
    },
  )

  it.each(['2Gi', '500m', '1.29.3', '10.0.0.1', '0og7', '0o17x', 'x0o17', '0oxx', '1e', '1e5x', 'x1e1_0'])(
    'leaves the text %s plain, which nobody reads as a number',
    (text) => {
      expect(bodyOf({ text })).toBe(`text: ${text}\n`)
    },
  )

  it('leaves numbers alone', () => {
    expect(bodyOf({ large: 1e21 })).toBe('large: 1e+21\n')
  })
})

describe('comments of values.yaml', () => {
  const commentsOf = (description: string): readonly string[] =>
    bodyOf({ key: 'x' }, objectOf({ key: described(description) }))
      .split('\n')
      .filter((line) => line.startsWith('#'))

  const almostFull = Array(12).fill('x'.repeat(8)).join(' ')
  const endless = 'y'.repeat(200)

  it.each([
    ['fill a line', `${almostFull} yy`, [`# ${almostFull} yy`]],
    ['go on in the next line', `${almostFull} yyy zz`, [`# ${almostFull}`, '# yyy zz']],
    ['keep a long word whole', `${endless} z`, [`# ${endless}`, '# z']],
    ['put a long word on a line of its own', `a ${endless}`, ['# a', `# ${endless}`]],
    ['keep their paragraphs', 'One.\n\nTwo,\nthree.', ['# One.', '#', '# Two,', '# three.']],
    ['put one space between words', 'a  b\tc', ['# a b c']],
  ])('%s', (_name, description, lines) => {
    expect(commentsOf(description)).toEqual(lines)
  })

  it('end in the same column at any depth', () => {
    const text = 'x '.repeat(60).trim()
    const inner = objectOf({ c: described(text) }, text)
    const printed = bodyOf({ a: { b: { c: '' } } }, objectOf({ a: objectOf({ b: inner }, text) }))
    const firstLines = printed.split('\n').filter((line) => line.length > 50)
    expect(firstLines.map((line) => line.length)).toEqual([111, 111, 111])
  })
})
