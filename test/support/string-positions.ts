import type { JsonSchema, PlainMap } from '../../src/helm/index.js'
import { entrySchemaOf } from '../../src/helm/schema/json-schema.js'

/** A place in the values where a user can write free text: a value, an entry of a map, a key of a map, a list item. */
export interface StringPosition {
  /** `api.env.*` for a value of a user's map, `api.env.#` for its key, `global.image.pullSecrets.[]` for an item. */
  readonly path: string
  /** Overrides that put the text there. */
  readonly place: (text: string) => PlainMap
}

const nest = (path: readonly string[], value: unknown): PlainMap =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as PlainMap

/** Texts of which one fits the entries of every map that has them. */
const samples = ['x', '192.0.2.0/24', 'long-enough-for-a-password']

const textFor = ({ pattern = '', minLength = 0 }: JsonSchema): string => {
  const sample = samples.find((text) => text.length >= minLength && new RegExp(pattern, 'u').test(text))
  if (sample === undefined) throw new Error(`No sample fits the pattern ${pattern}: add one that does.`)
  return sample
}

/** A key that a map takes: any, or the first of those that its schema lists, as `^(app|monitor)$` does. */
const keyFor = ({ patternProperties = {} }: JsonSchema): string => {
  const pattern = Object.keys(patternProperties)[0] ?? ''
  return new RegExp(pattern, 'u').test('key') ? 'key' : (/^\^\((\w+)\|/.exec(pattern)?.[1] ?? '')
}

/** Every text position of a values schema. Choices are left out: they are no free text. */
export const stringPositions = (schema: JsonSchema, path: readonly string[] = []): readonly StringPosition[] => {
  const name = path.join('.')
  if (schema.type === 'string') return schema.enum ? [] : [{ path: name, place: (text) => nest(path, text) }]
  if (schema.type === 'array' && schema.items?.type === 'string') {
    return [{ path: `${name}.[]`, place: (text) => nest(path, [text]) }]
  }
  if (schema.type !== 'object') return []
  const fixed = Object.entries(schema.properties ?? {}).flatMap(([key, child]) =>
    stringPositions(child, [...path, key]),
  )
  const entries = entrySchemaOf(schema)
  if (entries === undefined || schema.properties !== undefined) return fixed
  const sample: unknown = entries.type === 'string' ? textFor(entries) : entries.type === 'object' ? {} : 1
  const key = keyFor(schema)
  return [
    ...fixed,
    { path: `${name}.#`, place: (text) => nest(path, { [text]: sample }) },
    ...(entries.type === 'string' ? [{ path: `${name}.*`, place: (text: string) => nest(path, { [key]: text }) }] : []),
    ...(entries.type === 'object'
      ? [{ path: `${name}.*.*`, place: (text: string) => nest(path, { key: { [text]: text } }) }]
      : []),
  ]
}
