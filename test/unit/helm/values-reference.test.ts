import { describe, expect, it } from 'vitest'
import { type JsonSchema, printValuesReference } from '../../../src/helm/index.js'

const page = (defaults: Readonly<Record<string, unknown>>, properties: Readonly<Record<string, JsonSchema>>): string =>
  printValuesReference(defaults, { type: 'object', properties })

const tableHead = `| key | type | default | meaning |
| --- | --- | --- | --- |
`

describe('the reference of the values', () => {
  it('has a section for each object, without an introduction where the type has none', () => {
    const group: JsonSchema = { type: 'object', properties: { a: { type: 'string' } } }
    const properties = { first: group, second: { ...group, description: 'The second group.' } }
    expect(page({ first: { a: 'x' }, second: { a: 'y' } }, properties)).toBe(`## first

${tableHead}| \`first.a\` | string | \`"x"\` |  |

## second

The second group.

${tableHead}| \`second.a\` | string | \`"y"\` |  |
`)
  })

  it('has only the general section for values without objects', () => {
    expect(page({ a: 1 }, { a: { type: 'integer' } })).toBe(`## General

${tableHead}| \`a\` | integer | \`1\` |  |
`)
  })

  it('is empty for a chart without values', () => {
    expect(page({}, {})).toBe('')
  })

  it.each<[type: string, schema: JsonSchema]>([
    ['any', {}],
    ['boolean', { type: 'boolean' }],
    ['one, 2, true', { type: 'string', enum: ['one', 2, true] }],
    ['integer, 1 to 10', { type: 'integer', minimum: 1, maximum: 10 }],
    ['number', { type: 'number', minimum: 1 }],
    ['number', { type: 'number', maximum: 1 }],
    ['list of any', { type: 'array' }],
    ['list of string', { type: 'array', items: { type: 'string' } }],
    ['list of integer, 0 to 5', { type: 'array', items: { type: 'integer', minimum: 0, maximum: 5 } }],
    ['list of map of string', { type: 'array', items: { type: 'object', additionalProperties: { type: 'string' } } }],
  ])('says %s', (type, schema) => {
    expect(page({}, { a: schema })).toContain(`| \`a\` | ${type} |  |  |\n`)
  })

  it('keeps its columns whatever the texts hold', () => {
    const property: JsonSchema = { type: 'string', enum: ['a|b', 'c'], description: 'One | two.\nThree.' }
    expect(page({ a: 'a|b' }, { a: property })).toContain('| `a` | a\\|b, c | `"a\\|b"` | One \\| two. Three. |\n')
  })
})
