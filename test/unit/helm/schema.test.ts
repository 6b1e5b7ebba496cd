import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { printValuesYaml } from '../../../src/helm/chart/values-yaml.js'
import { patternProblem } from '../../../src/helm/go/patterns.js'
import {
  asOverrides,
  type BuildErrors,
  type JsonSchema,
  printValuesReference,
  validateValues,
} from '../../../src/helm/index.js'
import { postProcess } from '../../../src/helm/schema/post-process.js'
import { suggestKey } from '../../../src/helm/schema/suggest-key.js'
import { valueTypeOf } from '../../../src/helm/schema/value-types.js'

const integer: JsonSchema = { type: 'integer', minimum: 1, maximum: 10 }
const schemaOf = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [key, { description: 'A key.', ...property }]),
  ),
  required: Object.keys(properties),
  additionalProperties: false,
})

/** What `postProcess` complains about, without the headline. */
const mistakesOf = (schema: JsonSchema): readonly string[] => {
  try {
    postProcess(schema)
    return []
  } catch (error) {
    const [headline, ...mistakes] = (error as BuildErrors).mistakes
    expect(headline).toBe('the values type cannot become a values schema:')
    return mistakes
  }
}

describe('what Helm would not enforce, or would explain badly, stops the build', () => {
  type Case = readonly [name: string, property: object, mistake: string]
  const mistakes: readonly Case[] = [
    ['a reference', { $ref: '#/definitions/A' }, "'a' is recursive: Helm ignores every keyword beside $ref"],
    ...['anyOf', 'oneOf', 'allOf', 'not', 'if'].map(
      (keyword): Case => [
        `a union or condition: ${keyword}`,
        { [keyword]: [{ type: 'string' }] },
        `'a' is a union or condition (${keyword}): Helm's message for it names no key; use one type`,
      ],
    ),
    ['several types', { type: ['string', 'null'] }, "'a' has several types (string, null): use one"],
    [
      'a format',
      { type: 'string', format: 'email' },
      "'a' has a format (email): Helm does not check it; use a text and a pattern",
    ],
    ...[{}, { minimum: 0 }, { maximum: 9 }].map(
      (bounds): Case => [
        `an integer with no bounds but ${JSON.stringify(bounds)}`,
        { type: 'integer', ...bounds },
        "'a' needs @minimum and @maximum: beyond 2^53 Helm changes integers",
      ],
    ),
    ...['(?!x)', '\\s', '(', 'a.b', '(a)\\1'].flatMap((pattern): readonly Case[] => {
      const mistake = `'a' has a bad pattern: ${patternProblem(pattern)}`
      const entries = { type: 'string' }
      return [
        [`the pattern ${pattern}`, { type: 'string', pattern }, mistake],
        [
          `the pattern ${pattern} for names`,
          { type: 'object', propertyNames: { pattern }, additionalProperties: entries },
          mistake,
        ],
        [`the pattern ${pattern} for keys`, { type: 'object', patternProperties: { [pattern]: entries } }, mistake],
      ]
    }),
    ...(
      [
        ['minimum', 1, 'number', 'string'],
        ['multipleOf', 2, 'number', 'boolean'],
        ['maxLength', 1, 'string', 'array'],
        ['pattern', 'a', 'string', 'number'],
        ['minItems', 1, 'array', 'object'],
        ['propertyNames', { pattern: 'a' }, 'object', 'string'],
      ] as const
    ).map(
      ([keyword, value, right, type]): Case => [
        `${keyword} for ${type}`,
        { type, [keyword]: value },
        `'a' has ${keyword}, which is a rule for type ${right}: nobody would enforce it for ${type}`,
      ],
    ),
    [
      'integers beyond 2^53',
      { type: 'integer', minimum: 0, maximum: 1e16 },
      "'a' needs @minimum and @maximum within 2^53: beyond it Helm changes integers",
    ],
    ['bounds that cross', { ...integer, maximum: 0 }, "'a' has a minimum above its maximum: no value fits"],
    [
      'lengths that cross',
      { type: 'string', minLength: 2, maxLength: 1 },
      "'a' has a minimum above its maximum: no value fits",
    ],
    ['a function', { $comment: '() => void' }, "'a' has the type () => void, which values cannot have"],
    [
      'a tuple',
      { type: 'array', items: [{ type: 'string' }] },
      "'a' is a tuple: use a list, or an object with a key for each",
    ],
    [
      'a key without a doc comment',
      { type: 'string', description: undefined },
      "'a' has no doc comment: users read it in values.yaml",
    ],
    [
      'the same at depth',
      { type: 'object', properties: { b: { type: 'string' } } },
      "'a.b' has no doc comment: users read it in values.yaml",
    ],
    [
      'a mistake in a list',
      schemaOf({ b: { type: 'array', items: { type: 'integer' } } }),
      "'a.b.[]' needs @minimum and @maximum: beyond 2^53 Helm changes integers",
    ],
    [
      'a mistake in a map',
      { type: 'object', additionalProperties: { type: 'integer' } },
      "'a.*' needs @minimum and @maximum: beyond 2^53 Helm changes integers",
    ],
    [
      'a mistake in a map with checked names',
      { type: 'object', patternProperties: { '^x': { type: 'integer' } } },
      "'a.*' needs @minimum and @maximum: beyond 2^53 Helm changes integers",
    ],
  ]

  it.each(mistakes)('%s', (_name, property, mistake) => {
    expect(mistakesOf(schemaOf({ a: property as JsonSchema }))).toEqual([mistake])
  })

  it.each(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'On'])('the key %s', (key) => {
    expect(mistakesOf(schemaOf({ [key]: { type: 'string' } }))).toEqual([
      `the root has the key '${key}', which YAML 1.1 reads as a boolean`,
    ])
  })

  it.each(['1', '1.5', '0x1F', '1e3', '~', '', ' a', 'a: b', '@a', '"a"', '[a]', 'a #b', '<<'])('the key %j', (key) => {
    expect(mistakesOf(schemaOf({ [key]: { type: 'string' } }))).toEqual([
      `the root has the key '${key}', which YAML reads as something else unless it is quoted`,
    ])
  })

  it.each(['a', 'a-b', 'a.b', 'A_b', 'é', 'a b', 'a/b'])('lets the key %j pass', (key) => {
    expect(mistakesOf(schemaOf({ [key]: { type: 'string' } }))).toEqual([])
  })

  it('a schema that is no object', () => {
    expect(mistakesOf({ type: 'integer' })).toEqual([
      'the root needs @minimum and @maximum: beyond 2^53 Helm changes integers',
    ])
  })

  it('lets patterns pass that mean the same everywhere', () => {
    expect(mistakesOf(schemaOf({ a: { type: 'string', pattern: '^(?:a|b)\\d{2}$' } }))).toEqual([])
  })

  it('names all of them at once', () => {
    const schema = schemaOf({ a: { type: 'integer' }, b: { type: 'integer' } })
    expect(() => postProcess(schema)).toThrow(/'a' needs[\s\S]*'b' needs/)
  })

  it('lets a good schema pass, as draft-07 and with enum for const', () => {
    const schema = { ...schemaOf({ a: integer, b: { const: 'x', type: 'string' } as JsonSchema }), definitions: {} }
    expect(postProcess(schema)).toEqual({
      ...schemaOf({ a: integer, b: { type: 'string', enum: ['x'] } }),
      $schema: 'http://json-schema.org/draft-07/schema#',
    })
  })

  it('checks the names of a map where Helm reports the right place', () => {
    const map = { type: 'object', additionalProperties: integer, propertyNames: { pattern: '^[a-z]+$' } } as const
    expect(postProcess(schemaOf({ map })).properties?.map).toEqual({
      type: 'object',
      description: 'A key.',
      patternProperties: { '^[a-z]+$': integer },
      additionalProperties: false,
    })
  })

  it('leaves a map alone whose names or values are free', () => {
    const names = { type: 'object', propertyNames: { pattern: '^a' }, additionalProperties: true } as const
    const lengths = { type: 'object', propertyNames: { maxLength: 3 }, additionalProperties: integer } as const
    expect(postProcess(schemaOf({ names, lengths })).properties).toMatchObject({ names, lengths })
  })

  it('makes a schema for partial files that requires nothing, at any depth', () => {
    const part = schemaOf({ b: integer })
    const overrides = asOverrides(
      schemaOf({
        a: part,
        free: { type: 'object' },
        list: { type: 'array', items: part },
        map: { type: 'object', additionalProperties: part },
        checked: { type: 'object', patternProperties: { '^x$': part }, additionalProperties: false },
      }),
    )
    expect(JSON.stringify(overrides)).not.toContain('required')
    expect(validateValues({ a: {}, list: [{}], map: { x: {} }, checked: { x: {} } }, overrides)).toEqual([])
    const tooLarge = { b: 11 }
    expect(
      validateValues({ a: tooLarge, list: [tooLarge], map: { x: tooLarge }, checked: { x: tooLarge } }, overrides),
    ).toEqual(['a.b', 'checked.x.b', 'list.0.b', 'map.x.b'].map((key) => `${key}: must be <= 10, but is 11 (A key.)`))
    expect(validateValues({ checked: { y: {} } }, overrides)).toHaveLength(1)
  })
})

describe('messages about values', () => {
  const schema = schemaOf({
    replicas: { ...integer, description: 'Number of pods.\nMore costs more.' },
    mode: { type: 'string', enum: ['one', 'two'] },
    name: { type: 'string', pattern: '^[a-z]*$' },
    map: { type: 'object', patternProperties: { '^[a-z~/]+$': { type: 'string' } }, additionalProperties: false },
    none: { type: 'object', properties: {}, additionalProperties: false },
    group: schemaOf({ inner: { type: 'boolean' } }),
  })
  const good = { replicas: 1, mode: 'one', name: 'x', map: {}, none: {}, group: { inner: true } }

  it.each([
    [{ replicas: 11 }, 'replicas: must be <= 10, but is 11 (Number of pods.)'],
    [{ replicas: 0 }, 'replicas: must be >= 1, but is 0 (Number of pods.)'],
    [{ replicas: 'two' }, 'replicas: must be integer, but is "two" (Number of pods.)'],
    [{ mode: 'three' }, 'mode: must be one of one, two, but is "three"'],
    [{ name: 'X' }, 'name: must match pattern "^[a-z]*$", but is "X" (A key.)'],
    [{ name: 'X'.repeat(78) }, `name: must match pattern "^[a-z]*$", but is "${'X'.repeat(78)}" (A key.)`],
    [{ name: 'X'.repeat(79) }, `name: must match pattern "^[a-z]*$", but is "${'X'.repeat(76)}... (A key.)`],
    [{ replica: 1 }, "replica: there is no such key; did you mean 'replicas'?"],
    [{ other: 1 }, 'other: there is no such key; known keys are replicas, mode, name, map, none, group'],
    [{ none: { a: 1 } }, 'none.a: there is no such key'],
    [{ group: { inner: true, iner: 1 } }, "group.iner: there is no such key; did you mean 'inner'?"],
    [{ group: {} }, 'group.inner: is required'],
    [{ map: { a: 1 } }, 'map.a: must be string, but is 1'],
    [{ map: { '~/': 1 } }, 'map.~/: must be string, but is 1'],
    [{ map: { A: 'x' } }, 'map.A: this name does not match pattern "^[a-z~/]+$"'],
  ])('%j', (overrides, message) => {
    expect(validateValues({ ...good, ...overrides }, schema)).toEqual([message])
  })

  it('names a missing key', () => {
    const { name: _name, ...rest } = good
    expect(validateValues(rest, schema)).toEqual(['name: is required'])
  })

  it('names all violations in the order of their keys', () => {
    expect(validateValues({ ...good, replicas: 0, group: 1, mode: 'x' }, schema)).toEqual([
      'group: must be object, but is 1 (A key.)',
      'mode: must be one of one, two, but is "x"',
      'replicas: must be >= 1, but is 0 (Number of pods.)',
    ])
  })

  it('leaves keywords to others that it does not know', () => {
    expect(validateValues({}, { type: 'object', 'x-origin': 'somewhere' } as JsonSchema)).toEqual([])
  })

  it('speaks of the values when they are no map at all', () => {
    expect(validateValues([], { type: 'object' })).toEqual(['values: must be object, but is []'])
    expect(validateValues(undefined, { type: 'object' })).toEqual(['values: must be object, but is missing'])
  })
})

describe('types for the printer', () => {
  it.each([
    ['a schema that says nothing', {}, { kind: 'any' }],
    ['null', { type: 'null' }, { kind: 'any' }],
    ['a free object', { type: 'object' }, { kind: 'any' }],
    ['a list of anything', { type: 'array' }, { kind: 'list', items: { kind: 'any' } }],
    ['a choice of numbers', { type: 'string', enum: [1, 2] }, { kind: 'string', choices: ['1', '2'] }],
  ] as const)('%s', (_name, schema, type) => {
    expect(valueTypeOf(schema)).toEqual(type)
  })
})

describe('the key that a user may have meant', () => {
  it.each([
    ['replicas', 'replica'],
    ['replicas', 'replicass'],
    ['replicas', 'rEPLICAs'],
    ['replicas', 'replixxs'],
    ['replicas', 'eplica'],
    ['minReplicas', 'minReplcias'],
    ['ab', ''],
  ])('%s for %s', (known, unknown) => {
    expect(suggestKey(unknown, ['timeoutSeconds', known])).toBe(`; did you mean '${known}'?`)
  })

  it.each(['replixxx', 'rep', 'replicas123', 'sacilper'])('nothing near %s', (unknown) => {
    expect(suggestKey(unknown, ['timeoutSeconds', 'replicas'])).toBe('; known keys are timeoutSeconds, replicas')
  })

  it('nothing when there are no keys', () => {
    expect(suggestKey('a', [])).toBe('')
  })
})

describe('documents made from schema and defaults', () => {
  const schema = schemaOf({
    first: { type: 'string', description: 'The first key.' },
    group: {
      ...schemaOf({ on_off: { type: 'string', enum: ['yes', 'no'], description: 'A choice.' } }),
      description: 'A group of keys.',
    },
    named: { type: 'object', description: 'By name.', additionalProperties: schemaOf({ port: integer }) },
  })
  const defaults = { first: '1e3', group: { on_off: 'yes' }, named: {} }

  it('values.yaml: every key explained, every value the same after reading it as YAML 1.1', () => {
    const text = printValuesYaml(defaults, schema, 'Header.')
    expect(parse(text, { version: '1.1' })).toEqual(defaults)
    expect(text).toBe(`# Header.

# The first key.
first: "1e3"

# A group of keys.
group:
  # A choice. One of: yes, no.
  on_off: "yes"

# By name.
named: {}
`)
  })

  it('the reference: one row per key', () => {
    expect(printValuesReference(defaults, schema)).toBe(`## General

| key | type | default | meaning |
| --- | --- | --- | --- |
| \`first\` | string | \`"1e3"\` | The first key. |

## group

A group of keys.

| key | type | default | meaning |
| --- | --- | --- | --- |
| \`group.on_off\` | yes, no | \`"yes"\` | A choice. |

## named

By name.

| key | type | default | meaning |
| --- | --- | --- | --- |
| \`named\` | map of object | \`{}\` | By name. |
| \`named.<name>.port\` | integer, 1 to 10 |  | A key. |
`)
  })
})
