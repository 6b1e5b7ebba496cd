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
  const sample: unknown = entries.type === 'string' ? 'x' : entries.type === 'object' ? {} : 1
  return [
    ...fixed,
    { path: `${name}.#`, place: (text) => nest(path, { [text]: sample }) },
    ...(entries.type === 'string' ? [{ path: `${name}.*`, place: (text: string) => nest(path, { key: text }) }] : []),
    ...(entries.type === 'object'
      ? [{ path: `${name}.*.*`, place: (text: string) => nest(path, { key: { [text]: text } }) }]
      : []),
  ]
}
