import { describe, expect, it } from 'vitest'
import {
  assert,
  type ChartSource,
  ceilDivide,
  checksum,
  configText,
  type Expr,
  eachItem,
  helper,
  lines,
  loop,
  named,
  Resource,
  sum,
  text,
  valuesOf,
  when,
} from '../../../src/helm/index.js'
import { printed, type SampleValues, sample, sampleChart } from '../../support/sample-chart.js'

// biome-ignore lint/suspicious/noExplicitAny: these tests are about mistakes that `any` lets through.
const anything = valuesOf<any>() as any
const here = /test\/unit\/helm\/build-errors\.test\.ts:\d+:\d+/

const build =
  (fields: object, parts: Partial<ChartSource<SampleValues>> = {}) =>
  () =>
    printed(new Resource(fields), parts)

describe('a mistake that TypeScript did not see stops the build and names its line', () => {
  it.each([
    ['an unknown path', { a: anything.txt }, "the values schema has no 'values.txt'"],
    ['a path in the wrong case', { a: anything.Text }, "did you mean 'text'?"],
    ['a path below a text', { a: anything.text.length }, "'values.text.length': it is a text"],
    [
      'an entry of a map',
      { a: anything.ports.http },
      "'values.ports' is a map with users' own keys: read it with lookup",
    ],
    [
      'a loop over an object, even an unused one',
      { a: [loop(eachItem(anything.nested), 'x')] },
      "'values.nested' is no list",
    ],
    ['a sum with a fraction', { a: sum(anything.ratio, 1) }, "arithmetic is for integers, which 'values.ratio' is not"],
    ['a sum with a text', { a: sum(1, anything.text) }, "arithmetic is for integers, which 'values.text' is not"],
    ['a value that may be absent in a text', { a: text`${anything.optional}` }, "'values.optional' may be absent"],
    ['a value that may be absent in a list', { a: [anything.optional] }, "'values.optional' may be absent"],
    ['a value that may be absent in a sum', { a: sum(anything.optional, 1) }, "'values.optional' may be absent"],
  ])('%s', (_name, fields, message) => {
    const attempt = build(fields)
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(here)
  })

  it('a loop over a scalar', () => {
    const item = eachItem(anything.count as Expr<readonly string[]>)
    expect(build({ a: [loop(item, item.item)] })).toThrow("'values.count' is no list")
  })

  it('a loop variable outside its loop', () => {
    const item = eachItem(sample.words)
    expect(build({ a: item.item })).toThrow('is used outside its loop')
  })

  it('a helper or a checksum that is not part of the chart', () => {
    const stranger = helper('other.name', { doc: 'x', returns: 'text', body: () => sample.text })
    expect(build({ a: stranger() })).toThrow("helper 'other.name' is not among the chart's helpers")
    expect(build({ a: checksum(new Resource({ data: {} })) })).toThrow("not among the chart's templates")
  })

  it('a name with two meanings', () => {
    const fields = { a: named('n', sum(sample.count, 1)), b: named('n', sum(sample.count, 2)) }
    expect(build(fields)).toThrow("named('n', …) stands for two expressions")
  })

  it('a name that the rules of a chart use themselves', () => {
    const rule = assert({
      key: 'a',
      refuseWhen: sample.enabled,
      problem: text`is ${named('problems', sample.text)}`,
      example: 'a: 1',
    })
    expect(build({ a: 1 }, { assertions: [rule] })).toThrow("named('problems', …) stands for two expressions")
  })

  it('a divisor that is no divisor', () => {
    expect(() => ceilDivide(sample.count, 0)).toThrow('a divisor must be at least 1, but is 0')
  })

  it('a line that is too long', () => {
    expect(build({ a: text`${'x'.repeat(200)}${sample.text}` })).toThrow(/prints a line of 2\d\d characters/)
  })

  it('an empty line that would get lost', () => {
    const notes = lines`
      first

      ${when(sample.enabled, lines`second`)}
    `
    expect(build({ a: 1 }, { notes })).toThrow('put it inside')
    expect(
      build({
        file: configText`
      a

      ${when(sample.enabled, lines`b`)}
    `,
      }),
    ).toThrow('an empty line directly before a condition')
  })

  it('defaults that the schema refuses', () => {
    const defaults = { ...({} as SampleValues), text: 1 as unknown as string }
    expect(() => sampleChart({ defaults })).toThrow('defaults: text: must be string, but is 1')
  })

  it('several at once, each on its line', () => {
    expect(build({ a: anything.one, b: anything.two })).toThrow(/values\.one[\s\S]*values\.two/)
  })
})

describe('a misuse of an expression fails where it happens', () => {
  it.each([
    ['in a template literal', () => `${sample.text as unknown as string}`],
    ['in arithmetic', () => (sample.count as unknown as number) + 1],
    ['spread into an object', () => ({ ...(sample.labels as object) })],
    ['asked for a key', () => 'team' in (sample.labels as object)],
    ['assigned to', () => Object.assign(sample.labels as object, { a: 1 })],
  ])('%s', (_name, misuse) => {
    expect(misuse).toThrow(/cannot .* the expression 'values\./)
    expect(misuse).toThrow(here)
  })

  it.each([
    ['null', { a: null }, 'null would delete a field'],
    ['a date', { a: new Date() }, 'cannot write Date into YAML'],
    ['a function', { a: () => 1 }, 'cannot write function into YAML'],
    ['not a number', { a: Number.NaN }, 'finite number'],
    ['half a character', { a: '\ud83d' }, 'no valid Unicode'],
    [
      'a condition as a whole document',
      { a: [[when(sample.enabled, 1)]], b: when(sample.enabled, null) },
      'null would',
    ],
  ])('%s in YAML', (_name, fields, message) => {
    expect(build(fields)).toThrow(message)
  })

  it('a loop where a mapping is needed', () => {
    expect(build({ a: loop(eachItem(sample.words), 'x') })).toThrow('use entriesOf')
  })

  it('a rule is found at its line', () => {
    const { origin } = assert({ key: 'a', refuseWhen: sample.enabled, problem: 'p', example: 'e' })
    expect(`${origin.position.file}:${origin.position.line}:1`).toMatch(here)
  })
})
