import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { printValuesYaml } from '../../../src/helm/chart/values-yaml.js'
import {
  asOverrides,
  type JsonSchema,
  postProcess,
  printValuesReference,
  validateValues,
} from '../../../src/helm/index.js'

const integer: JsonSchema = { type: 'integer', minimum: 1, maximum: 10 }
const schemaOf = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [key, { description: 'A key.', ...property }]),
  ),
  required: Object.keys(properties),
  additionalProperties: false,
})

describe('what Helm would not enforce, or would explain badly, stops the build', () => {
  it.each([
    ['a reference', { a: { $ref: '#/definitions/A' } }, "'a' is recursive"],
    ['a union', { a: { anyOf: [{ type: 'string' }, { type: 'integer' }] } }, "'a' is a union or condition (anyOf)"],
    ['several types', { a: { type: ['string', 'null'] } }, "'a' has several types"],
    ['a format', { a: { type: 'string', format: 'email' } }, "'a' has a format"],
    ['an integer without bounds', { a: { type: 'integer' } }, "'a' needs @minimum and @maximum"],
    ['a key that YAML reads as a boolean', { on: { type: 'string' } }, "the root has the key 'on'"],
    ['a pattern that Go cannot read', { a: { type: 'string', pattern: '^(?!x)' } }, "'a' has a pattern that Go cannot"],
    ['a key without a doc comment', { a: { type: 'string', description: undefined } }, "'a' has no doc comment"],
    ['a mistake at depth', { a: schemaOf({ b: { type: 'array', items: { type: 'integer' } } }) }, "'a.b.[]' needs"],
    ['a mistake in a map', { a: { type: 'object', additionalProperties: { type: 'integer' } } }, "'a.*' needs"],
  ])('%s', (_name, properties, message) => {
    expect(() => postProcess(schemaOf(properties as Record<string, JsonSchema>))).toThrow(message)
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

  it('makes a schema for partial files that requires nothing', () => {
    const overrides = asOverrides(schemaOf({ a: schemaOf({ b: integer }) }))
    expect(JSON.stringify(overrides)).not.toContain('required')
    expect(validateValues({ a: {} }, overrides)).toEqual([])
    expect(validateValues({ a: { b: 11 } }, overrides)).toHaveLength(1)
  })
})

describe('messages about values', () => {
  const schema = schemaOf({
    replicas: { ...integer, description: 'Number of pods.' },
    mode: { type: 'string', enum: ['one', 'two'] },
    name: { type: 'string', pattern: '^[a-z]+$' },
    map: { type: 'object', patternProperties: { '^[a-z]+$': { type: 'string' } }, additionalProperties: false },
  })
  const good = { replicas: 1, mode: 'one', name: 'x', map: {} }

  it.each([
    [{ replicas: 11 }, 'replicas: must be <= 10, but is 11 (Number of pods.)'],
    [{ replicas: 0 }, 'replicas: must be >= 1, but is 0 (Number of pods.)'],
    [{ replicas: 'two' }, 'replicas: must be integer, but is "two" (Number of pods.)'],
    [{ mode: 'three' }, 'mode: must be one of one, two, but is "three"'],
    [{ name: 'X' }, 'name: must match pattern "^[a-z]+$", but is "X"'],
    [{ replica: 1 }, "replica: there is no such key; did you mean 'replicas'?"],
    [{ other: 1 }, 'other: there is no such key; known keys are replicas, mode, name, map'],
    [{ map: { a: 1 } }, 'map.a: must be string, but is 1'],
    [{ map: { A: 'x' } }, 'map.A: this name does not match pattern "^[a-z]+$"'],
  ])('%j', (overrides, message) => {
    expect(validateValues({ ...good, ...overrides }, schema)).toContainEqual(expect.stringContaining(message))
  })

  it('names a missing key', () => {
    const { name: _name, ...rest } = good
    expect(validateValues(rest, schema)).toEqual(['name: is required'])
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
