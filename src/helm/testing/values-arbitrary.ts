import fc from 'fast-check'
import type { PlainMap } from '../go/semantics.js'
import { entrySchemaOf, type JsonSchema } from '../schema/json-schema.js'
import { validateValues } from '../schema/validate.js'
import { mergeValues } from '../values/coalesce-values.js'
import { trickyTexts } from './tricky-texts.js'

/** One key of the values, set to something. */
export interface Change {
  readonly path: readonly string[]
  readonly value: unknown
  /** How a user would give it: in a values file, or with `--set`, which makes other number types in Go. */
  readonly by: 'file' | 'set'
}

/** Random changes of valid values: each fits the schema of its key, or is a null that deletes the key. */
export const changesArbitrary = (schema: JsonSchema, most: number): fc.Arbitrary<readonly Change[]> =>
  fc.array(fc.oneof(...keysOf(schema, []).map(changeOf)), { maxLength: most, size: 'max' })

/** The changes as overrides; those made with `--set` apart, as the assignments that a user would type. */
export const overridesOf = (
  changes: readonly Change[],
): { readonly file: PlainMap; readonly set: readonly string[] } => ({
  file: mergeValues(...changes.filter(({ by }) => by === 'file').map(({ path, value }) => nest(path, value))),
  set: changes.filter(({ by }) => by === 'set').map(({ path, value }) => `${path.join('.')}=${String(value)}`),
})

/** `nest(['a', 'b'], 1)` is `{ a: { b: 1 } }`. */
export const nest = (path: readonly string[], value: unknown): PlainMap =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as PlainMap

interface Key {
  readonly path: readonly string[]
  readonly schema: JsonSchema
}

/** Every key that users set as a whole: scalars, lists and maps with keys of their own. */
export const keysOf = (schema: JsonSchema, path: readonly string[]): readonly Key[] =>
  schema.properties === undefined
    ? [{ path, schema }]
    : Object.entries(schema.properties).flatMap(([key, child]) => keysOf(child, [...path, key]))

const changeOf = ({ path, schema }: Key): fc.Arbitrary<Change> => {
  const inFile = fc.oneof(
    { weight: 30, arbitrary: valueArbitrary(schema) },
    { weight: 1, arbitrary: fc.constant(null) },
  )
  const file = inFile.map((value): Change => ({ path, value, by: 'file' }))
  if (schema.type !== 'integer' && schema.type !== 'boolean') return file
  return fc.oneof(
    file,
    valueArbitrary(schema).map((value): Change => ({ path, value, by: 'set' })),
  )
}

/** Random values that fit a schema. */
export const valueArbitrary = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  switch (schema.type) {
    case 'string':
      return textArbitrary(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 2 ** 31 })
    case 'number':
      return numberArbitrary(schema)
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(valueArbitrary(schema.items ?? {}), { maxLength: 4 })
    case 'object':
      return objectArbitrary(schema)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const textArbitrary = (schema: JsonSchema): fc.Arbitrary<string> => {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum.map(String))
  const fits = (text: string) => validateValues(text, schema).length === 0
  const tricky = trickyTexts.filter(fits)
  const any =
    schema.pattern === undefined
      ? fc.string({ unit: 'binary', maxLength: 12 })
      : fc.stringMatching(new RegExp(schema.pattern, 'u'), { size: 'small' })
  const fitting = any.filter(fits)
  return tricky.length === 0 ? fitting : fc.oneof(fitting, fc.constantFrom(...tricky))
}

const numberArbitrary = ({ minimum, maximum }: JsonSchema): fc.Arbitrary<number> =>
  fc.double({
    noNaN: true,
    noDefaultInfinity: true,
    ...(minimum !== undefined && { min: minimum }),
    ...(maximum !== undefined && { max: maximum }),
  })

const objectArbitrary = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const { properties } = schema
  if (properties !== undefined) {
    const arbitraries = Object.fromEntries(
      Object.entries(properties).map(([key, child]) => [key, valueArbitrary(child)]),
    )
    return fc.record(arbitraries, { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true })
  }
  const [pattern] = Object.keys(schema.patternProperties ?? {})
  const keys = textArbitrary({ type: 'string', ...(pattern !== undefined && { pattern }) })
  const entries = entrySchemaOf(schema)
  const values = entries === undefined ? fc.jsonValue({ maxDepth: 2 }) : valueArbitrary(entries)
  return fc.dictionary(keys, values, { maxKeys: 3, noNullPrototype: true })
}
