import { describe, expect, it } from 'vitest'
import { ruleNodes } from '../../../src/helm/builder/assertion.js'
import {
  add,
  and,
  assert,
  BuildErrors,
  type ChartSource,
  ceilDivide,
  checksum,
  configText,
  type Expr,
  each,
  entries,
  filled,
  gt,
  helper,
  keyed,
  len,
  lines,
  lower,
  match,
  memberOf,
  named,
  present,
  Resource,
  release,
  renderChart,
  spread,
  structure,
  sumOf,
  text,
  valuesOf,
  when,
} from '../../../src/helm/index.js'
import { printed, type SampleValues, sample, sampleChart, sampleDefaults } from '../../support/sample-chart.js'

// biome-ignore lint/suspicious/noExplicitAny: these tests are about mistakes that `any` lets through.
const anything = valuesOf<any>() as any
const here = /^test\/unit\/helm\/build-errors\.test\.ts:\d+:\d+: /

const build =
  (fields: object, parts: Partial<ChartSource<SampleValues>> = {}) =>
  () =>
    printed(new Resource(fields), parts)

/** Every mistake that an attempt reports, with the place in this file replaced by `here`. */
const mistakesOf = (attempt: () => unknown): readonly string[] => {
  try {
    attempt()
    return []
  } catch (error) {
    const messages = error instanceof BuildErrors ? error.mistakes : [(error as Error).message]
    return messages.map((message) => message.replace(here, 'here: '))
  }
}

const absent = (path: string): string => `'${path}' may be absent: use present(…) or orElse(…)`

/** A helper that stands for any text. */
const anyText = helper('sample.any', { doc: 'Any text.', returns: 'text', body: () => sample.text })

describe('a mistake that TypeScript did not see stops the build and names its line', () => {
  it.each([
    [
      'an unknown path',
      () => ({ a: anything.something }),
      "the values schema has no 'values.something'; known keys are name, mode, count, ratio, enabled, text, empty, " +
        'words, labels, ports, services, object, nested, optional, maybe, extra, parent',
    ],
    [
      'a path in the wrong case',
      () => ({ a: anything.Text }),
      "the values schema has no 'values.Text'; did you mean 'text'?",
    ],
    [
      'a path below a text',
      () => ({ a: anything.text.length }),
      "the values schema has no 'values.text.length': it is a text",
    ],
    [
      'a path below a name',
      () => ({ a: text`${(release.name as never as Record<string, Expr<string>>).length as Expr<string>}` }),
      "the values schema has no '.Release.Name.length': it is a text",
    ],
    [
      'a path below a list',
      () => ({ a: anything.words.first }),
      "the values schema has no 'values.words.first': it is a list",
    ],
    [
      'an entry of a map',
      () => ({ a: anything.ports.http }),
      "'values.ports' is a map with users' own keys: read it with entryOf",
    ],
    [
      'a loop over an object, even an unused one',
      () => ({ a: [each(anything.nested, () => 'x')] }),
      "'values.nested' is no list, so there is nothing to loop over",
    ],
    [
      'a loop over a scalar',
      () => ({ a: [each(anything.count, () => 'x')] }),
      "'values.count' is no list, so there is nothing to loop over",
    ],
    [
      'a loop over the entries of a list',
      () => ({ a: [entries(anything.words, () => 'x')] }),
      "'values.words' is no map, so there is nothing to loop over",
    ],
    [
      'a loop over the items of a map',
      () => ({ a: [each(anything.labels, () => 'x')] }),
      "'values.labels' is no list, so there is nothing to loop over",
    ],
    ['a value that may be absent in a text', () => ({ a: text`${anything.optional}` }), absent('values.optional')],
    ['a value that may be absent in a list', () => ({ a: [anything.optional] }), absent('values.optional')],
    ['a value that may be absent in a sum', () => ({ a: add(anything.optional, 1) }), absent('values.optional')],
    [
      'a part of an object that may be absent',
      () => ({ a: [anything.parent.child.value] }),
      absent('values.parent.child.value'),
    ],
    [
      'a name for a value that may be absent',
      () => ({ a: text`${named('n', anything.optional as Expr<number>)}` }),
      absent('n'),
    ],
    [
      'the same under the name of a function that takes it',
      () => ({ a: named('isSet', anything.optional as Expr<number>) }),
      absent('values.optional'),
    ],
    ['a key that may be absent', () => ({ a: keyed(anything.object.key, 1) }), absent('values.object.key')],
    [
      'a list to loop over that may be absent',
      () => ({ a: [each(anything.object.list, () => 'x')] }),
      absent('values.object.list'),
    ],
    ['a condition that may be absent', () => ({ a: when(anything.object.on, 1) }), absent('values.object.on')],
    [
      'a line that may be absent',
      () => ({
        a: configText`
          x = ${anything.optional}
        `,
      }),
      absent('values.optional'),
    ],
    ['half a character', () => ({ a: '\ud83d' }), 'this text is no valid Unicode: it holds half a character'],
  ])('%s', (_name, fields, message) => {
    expect(mistakesOf(() => build(fields())())).toEqual([`here: ${message}`])
  })

  it.each([
    ['a fraction', () => sample.ratio, 'values.ratio'],
    ['a text', () => sample.text, 'values.text'],
    ['the values', () => anything, 'values'],
    ['a constant', () => 'x', '"x"'],
    ['text with holes', () => text`${sample.count} x`, 'text'],
    ['the result of a function', () => lower(sample.text), 'lower(…)'],
    ['a named part', () => named('part', sample.text), 'part'],
    ['a helper', () => anyText(), 'sample.any'],
  ])('arithmetic with %s', (_name, operand, described) => {
    const attempt = () => build({ a: add(1, operand() as never) }, { helpers: [anyText] })()
    expect(mistakesOf(attempt)).toEqual([`here: arithmetic is for integers, which '${described}' is not`])
  })

  it('arithmetic with what a loop, a parameter or a checksum gives', () => {
    const config = new Resource({ data: {} })
    const twice = helper('sample.twice', {
      doc: 'x',
      returns: 'integer',
      parameters: { part: 'string' },
      body: ({ part }) => add(part as never, 1),
    })
    const fields = {
      a: [each(sample.words, (word) => add(word as never, 1))],
      b: [entries(sample.ports, (name, port) => add(name as never, port))],
      c: add(checksum(config) as never, 1),
    }
    const isNot = (described: string) => `here: arithmetic is for integers, which '${described}' is not`
    expect(mistakesOf(build(fields, { helpers: [twice], templates: { config } }))).toEqual(
      ['values.words[value]', 'values.ports[key]', 'checksum', 'part'].map(isNot),
    )
  })

  it('a loop variable or a present value outside its block', () => {
    let value: unknown
    const loop = each(sample.words, (word) => {
      value = word
      return word
    })
    expect(mistakesOf(build({ a: [loop], b: value }))).toEqual([
      "here: 'values.words[value]' is used outside its loop or present block",
    ])
    const inside = present(sample.text, (text) => {
      value = text
      return text
    })
    expect(mistakesOf(build({ a: inside, b: value }))).toEqual([
      "here: 'values.text[value]' is used outside its loop or present block",
    ])
  })

  it('a helper or a checksum that is not part of the chart', () => {
    expect(mistakesOf(build({ a: anyText() }))).toEqual(["here: helper 'sample.any' is not among the chart's helpers"])
    const object = new Resource({ a: checksum(new Resource({ data: {} })) })
    expect(mistakesOf(() => sampleChart({ templates: { object } }))).toEqual([
      "here: checksum of an object that is not among the chart's templates, or that is one of many",
    ])
  })

  it('a mistake in any part of a chart', () => {
    const rule = assert({ key: 'a', refuseWhen: anything.rule, problem: anything.problem, example: anything.example })
    const asText = helper('sample.text', { doc: 'x', returns: 'text', body: () => anything.asText })
    const asMapping = helper('sample.map', {
      doc: 'x',
      returns: structure<{ a: string }>(),
      body: () => ({ a: anything.asMapping }),
    })
    const conditional = new Resource({}, anything.exists)
    const notes = lines`
      ${anything.note}
    `
    const parts = { templates: { conditional }, helpers: [asText, asMapping], assertions: [rule], notes }
    const paths = mistakesOf(build({ a: anything.field }, parts)).map((mistake) => /'values\.(\w+)'/.exec(mistake)?.[1])
    expect(paths).toEqual(['field', 'exists', 'asText', 'asMapping', 'rule', 'problem', 'example', 'note'])
  })

  it('a mistake at any depth', () => {
    const fields = {
      a: [{ b: [[anything.item]] }],
      l: [spread(anything.inSpread)],
      c: when(anything.condition, { d: anything.body }),
      e: match(sample.mode, { one: anything.one, two: [anything.two], three: undefined }),
      f: present(sample.labels, () => ({ g: anything.inPresent })),
      h: [each(sample.words, () => ({ i: anything.inLoop }))],
      j: { ...entries(sample.ports, () => keyed(anything.key, anything.value)) },
      k: configText`
        ${when(gt(sample.count, 1), lines`${anything.inText}`)}
      `,
    }
    const paths = mistakesOf(build(fields)).map((mistake) => /'values\.(\w+)'/.exec(mistake)?.[1])
    expect(paths).toEqual([
      'item',
      'inSpread',
      'condition',
      'body',
      'one',
      'two',
      'inPresent',
      'inLoop',
      'key',
      'value',
      'inText',
    ])
  })

  it('a value that may be absent or a loop variable in a rule', () => {
    let word: Expr<string> | undefined
    each(sample.words, (item) => {
      word = item
      return item
    })
    const rule = assert({
      key: 'a',
      refuseWhen: anything.object.on,
      problem: word as unknown as Expr<string>,
      example: text`${anything.optional}`,
    })
    expect(mistakesOf(build({ a: 1 }, { assertions: [rule] }))).toEqual([
      `here: ${absent('values.object.on')}`,
      "here: 'values.words[value]' is used outside its loop or present block",
      `here: ${absent('values.optional')}`,
    ])
  })

  it('several at once, each on its line and each once', () => {
    const twice = anything.firstMistake
    const mistakes = mistakesOf(build({ a: twice, b: anything.secondMistake, c: twice }))
    expect(mistakes).toHaveLength(2)
    expect(build({ a: twice })).toThrow(/^test\/unit\/helm\/build-errors\.test\.ts:\d+:\d+: the values schema/)
  })

  it('a variable with two meanings, further inside or in a loop', () => {
    const sum = (by: number) =>
      sumOf(
        'sum',
        entries(sample.ports, (_, port) => add(port, by)),
      )
    const two = "here: the variable 'sum' stands for two expressions in one template"
    expect(mistakesOf(build({ a: sum(1), b: [each(sample.words, () => sum(1))] }))).toEqual([])
    expect(mistakesOf(build({ a: sum(1), b: [each(sample.words, () => sum(2))] }))).toEqual([two])
    const fields = {
      a: [each(sample.words, (one) => [each(sample.words, (other) => [named('n', len(one)), named('n', len(other))])])],
    }
    expect(mistakesOf(build(fields))).toEqual(["here: the variable 'n' stands for two expressions in one template"])
  })

  it('a name with two meanings', () => {
    const fields = { a: named('n', add(sample.count, 1)), b: named('n', add(sample.count, 2)) }
    expect(mistakesOf(build(fields))).toEqual(["here: the variable 'n' stands for two expressions in one template"])
  })

  it.each([0, 0.5, -1, Number.NaN])('the divisor %d', (divisor) => {
    expect(mistakesOf(() => ceilDivide(sample.count, divisor))).toEqual([
      `here: a divisor must be at least 1, but is ${divisor}`,
    ])
  })

  it('a line that is too long, and has no blank to break it at', () => {
    const fields = (length: number) => ({ a: text`${'x'.repeat(length)}${sample.text}` })
    const longest = `    "${'x'.repeat(151)}%s"`
    expect(longest).toHaveLength(159)
    expect(build(fields(151))()).toBe(`a: {{ printf\n${longest}\n    .Values.text | quote }}\n`)
    expect(mistakesOf(build(fields(152)))).toEqual([
      expect.stringMatching(
        /^here: prints a line of \d+ characters; split it with named\(…\):\na: \{\{ printf "x{152}%s"/,
      ),
    ])
  })

  it('an empty line that would get lost', () => {
    const lost = 'here: an empty line directly before a condition or loop would get lost: put it inside'
    const notes = lines`
      first

      ${when(sample.enabled, lines`second`)}
    `
    expect(mistakesOf(build({ a: 1 }, { notes }))).toEqual([lost])
    const file = configText`
      a

      ${when(sample.enabled, lines`b`)}
    `
    expect(mistakesOf(build({ file }))).toEqual([lost])
  })

  it.each(['\u0000', '\u0008', '\n', '\u001f', '\u007f', '\u009f', '\u2028', '\u2029', '\ufeff'])(
    'the control character %j in a line of text',
    (character) => {
      const file = configText`
        a${`b${character}c`}
      `
      expect(mistakesOf(build({ file }))).toEqual(['here: a line of text holds a control character'])
    },
  )

  it('defaults that the schema refuses', () => {
    expect(mistakesOf(() => sampleChart({ defaults: { ...sampleDefaults, text: 1 } as never }))).toEqual([
      'defaults: text: must be string, but is 1',
    ])
  })
})

describe('a misuse of an expression fails where it happens', () => {
  it.each([
    ['in a template literal', () => `${sample.text as unknown as string}`, 'make text or a number of', 'values.text'],
    [
      'in a template literal, a built-in object',
      () => `${release.name as never}`,
      'make text or a number of',
      '.Release.Name',
    ],
    ['in arithmetic', () => (sample.count as unknown as number) + 1, 'make text or a number of', 'values.count'],
    ['spread into an object', () => ({ ...(sample.labels as object) }), 'spread or list the keys of', 'values.labels'],
    ['asked for a key', () => 'team' in (sample.labels as object), 'look for a key in', 'values.labels'],
    ['assigned to', () => Object.assign(sample.labels as object, { a: 1 }), 'assign to', 'values.labels'],
  ])('%s', (_name, misuse, what, path) => {
    expect(mistakesOf(misuse)).toEqual([
      `here: cannot ${what} the expression '${path}', whose value is known only when Helm renders the chart. ` +
        'Use text`…`, when, ifElse or passthrough instead.',
    ])
  })

  it('has no members with a symbol for a name, which tools ask for', () => {
    expect(anything.words[Symbol.iterator]).toBeUndefined()
  })

  it.each([
    ['null', null, 'null'],
    ['not a number', Number.NaN, 'NaN'],
    ['nothing', undefined, 'undefined'],
    ['a condition', when(sample.enabled, 1), 'a conditional or something else of a document'],
  ])('%s as an operand', (_name, operand, shown) => {
    expect(mistakesOf(() => add(1, operand as never))).toEqual([
      `here: expected an expression, text, a finite number, a boolean, or a list or object of those, got ${shown}`,
    ])
  })

  it.each([
    ['null', () => null, 'null would delete a field when the chart is applied: leave the field out instead'],
    ['a date', () => new Date(), 'cannot write Date into YAML'],
    ['an object without a prototype', () => Object.create(null), 'cannot write this object into YAML'],
    ['a function', () => () => 1, 'cannot write function into YAML'],
    ['not a number', () => Number.NaN, 'expected a finite number, got NaN'],
    [
      'null under a condition',
      () => when(sample.enabled, null),
      'null would delete a field when the chart is applied: leave the field out instead',
    ],
    [
      'a loop in the place of a mapping',
      () => each(sample.words, () => 'x'),
      'a loop must stand in a list, or be spread into an object: { ...each(…) }',
    ],
  ])('%s in YAML', (_name, value, message) => {
    expect(mistakesOf(() => build({ a: value() })())).toEqual([`here: ${message}`])
  })

  it.each<[string, () => unknown, string]>([
    [
      'a list of the user spread into an object',
      () => ({ ...(spread(sample.words) as object) }),
      "the names of 'values.words' are not known: put it into the object with merge(…)",
    ],
    [
      'a list spread as a field',
      () => spread(sample.words),
      'spread(…) must be an item of a list, or be spread into an object: { ...spread(…) }',
    ],
    [
      'items spread into an object',
      () => ({ ...(each(sample.words, (word) => word) as object) }),
      'what is spread into an object must hold fields: an object, or keyed(name, …)',
    ],
    [
      'a field twice',
      () => ({ b: 1, ...(when(sample.enabled, { b: 2 }) as object) }),
      "the field 'b' stands twice in one object",
    ],
    [
      'a term that is an object',
      () => sumOf('sum', each(sample.words, () => ({ a: 1 })) as never),
      'a term must be a number or a boolean',
    ],
    [
      'a list as terms',
      () => sumOf('sum', [spread(sample.words)] as never),
      'terms of a list need each(list, (term) => …)',
    ],
    ['no condition at all', () => and(), 'and() needs at least one operand'],
  ])('%s', (_name, value, message) => {
    expect(mistakesOf(() => build({ a: value() })())).toEqual([`here: ${message}`])
  })

  it('something else in the place of a rule or of a template', () => {
    expect(mistakesOf(() => sampleChart({ assertions: [each(sample.words, () => 'x') as never] }))).toEqual([
      'here: rules are made by assert(…), perhaps inside when(…) or each(…)',
    ])
    expect(mistakesOf(() => sampleChart({ templates: { a: each(['x'], () => ({ kind: 'x' })) as never } }))).toEqual([
      'here: a template holds a resource(…), or each(…) or entries(…) over resources',
    ])
  })

  it.each<[string, () => unknown, string]>([
    [
      'a key that may be any text',
      () => memberOf(sample, anything.text),
      'memberOf needs an object with fixed keys and a key out of a closed choice',
    ],
    [
      'a map of the user',
      () => memberOf(anything.labels, anything.mode),
      'memberOf needs an object with fixed keys and a key out of a closed choice',
    ],
    [
      'a key that the object may not have',
      () => [each(['name', 'optional'], (key) => memberOf(anything, key as never))],
      "memberOf: 'optional' is no key that the object always has",
    ],
  ])('a member by name of %s', (_name, value, message) => {
    expect(mistakesOf(build({ a: value() }))).toEqual([`here: ${message}`])
  })

  it('a field whose name is that of another', () => {
    const object = new Resource({ a: { ...each(sample.words, (word) => keyed(word, 1)) } })
    const chart = sampleChart({ templates: { object } })
    expect(mistakesOf(() => renderChart(chart, { overrides: { words: ['x', 'y'] } }))).toEqual([])
    expect(mistakesOf(() => renderChart(chart, { overrides: { words: ['x', 'x'] } }))).toEqual([
      "here: the field 'x' stands twice in one object, because two names are the same",
    ])
  })

  it('a list that was said to be filled, and is empty', () => {
    const object = new Resource({ a: filled([when(sample.enabled, 'x')]) })
    const chart = sampleChart({ templates: { object } })
    expect(renderChart(chart).objects[0]?.object).toEqual({ a: ['x'] })
    expect(mistakesOf(() => renderChart(chart, { overrides: { enabled: false } }))).toEqual([
      'here: this list was said to have an item always, and has none',
    ])
  })

  it('something else in the place of an object', () => {
    expect(mistakesOf(() => new Resource(when(sample.enabled, {})))).toEqual([
      'here: a condition must be the value of a field or an item of a list',
    ])
    expect(mistakesOf(() => new Resource(undefined as never))).toEqual(['here: cannot write undefined into YAML'])
    expect(mistakesOf(() => new Resource([1]))).toEqual(['here: a resource must be an object with fixed fields'])
  })

  it('a helper for a structure that gives a text', () => {
    const text = () => helper('sample.text', { doc: 'x', returns: structure<object>(), body: () => lines`x` as never })
    expect(mistakesOf(text)).toEqual([
      'here: the helper sample.text returns a structure, so its body must be an object or a list',
    ])
  })

  it('a choice without arms', () => {
    expect(mistakesOf(() => match(sample.mode, {} as never))).toEqual(['here: match needs at least one arm'])
  })

  it.each([
    ['in the middle of a line', () => lines`a ${lines`b`}`],
    ['before other text', () => lines`${lines`b`} a`],
    ['next to other lines', () => lines`${lines`a`}${lines`b`}`],
    ['behind other text', () => lines`a${when(sample.enabled, lines`b`)}`],
  ])('lines %s', (_name, misuse) => {
    expect(mistakesOf(misuse)).toEqual(['here: lines, conditions and loops must stand alone on their line of a text'])
  })

  it('a condition of a text that holds no lines', () => {
    expect(mistakesOf(() => lines`${when(sample.enabled, { a: 1 } as never)}`)).toEqual([
      'here: expected lines`…` inside a condition or loop of a text',
    ])
  })

  it('a rule is found at its line', () => {
    const [rule] = ruleNodes([assert({ key: 'a', refuseWhen: sample.enabled, problem: 'p', example: 'e' })])
    expect(`${rule?.origin.position.file}:${rule?.origin.position.line}:1`).toMatch(/build-errors\.test\.ts:\d+:1$/)
  })
})
