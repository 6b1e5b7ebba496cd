import type { Schema } from './schema.js'

/** Keywords that describe without deciding what is valid. `nullable` is OpenAPI's and says nothing to a validator. */
const notes = new Set(['$id', '$schema', 'default', 'description', 'nullable', 'title'])

/** Formats that belong to JSON Schema. Others (`int32`, `byte`) only name a Go type; some validators refuse them. */
const formats = new Set<unknown>(['date-time'])

/** Leaves only the keywords that decide what is valid. */
export function bare(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(
    ([keyword, value]) =>
      !notes.has(keyword) && !keyword.startsWith('x-') && (keyword !== 'format' || formats.has(value)),
  )
  return Object.fromEntries(kept)
}

/** Refuses unknown fields wherever the schema lists the known ones, unless it says that any others are welcome. */
export function closed(schema: Schema): Schema {
  const open =
    schema.properties === undefined ||
    schema.additionalProperties !== undefined ||
    schema['x-kubernetes-preserve-unknown-fields'] === true
  return open ? schema : { ...schema, additionalProperties: false }
}
