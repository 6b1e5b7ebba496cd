import { Failure } from '../failure.js'
import { mapSchema, type Schema } from './schema.js'

/** The file beside the kinds' schemas with what they share. */
export const definitionsFile = '_definitions.json'

/** A reference from a kind's schema to a shared definition. */
export const sharedReference = (name: string): string => `${definitionsFile}#/definitions/${name}`

/** Where a definition's name starts in a reference of the source package, whatever file it is in. */
const nameIn = (reference: unknown): string => String(reference).split('/').at(-1) ?? ''

/** Rewrites each reference in a schema. */
export function redirect(schema: Schema, to: (name: string) => string): Schema {
  return mapSchema(schema, (part) => (part.$ref === undefined ? part : { $ref: to(nameIn(part.$ref)) }))
}

/** The definitions that the schemas need, directly or through other definitions, sorted by name. */
export function neededBy(schemas: readonly Schema[], all: Record<string, Schema>): Record<string, Schema> {
  const found = new Map<string, Schema>()
  const collect = (schema: Schema): void => {
    mapSchema(schema, (part) => {
      const name = nameIn(part.$ref ?? '')
      if (name === '' || found.has(name)) return part
      const definition = all[name]
      if (definition === undefined) throw new Failure(`there is no definition of ${name}`)
      found.set(name, definition)
      collect(definition)
      return part
    })
  }
  for (const schema of schemas) collect(schema)
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}
