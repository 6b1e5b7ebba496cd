/** A JSON schema, as far as this folder reads it. */
export interface Schema {
  [keyword: string]: unknown
}

/** The keywords whose value is a schema, a list of schemas, or a map from names to schemas. */
const single = new Set(['items', 'additionalProperties', 'not'])
const listed = new Set(['allOf', 'anyOf', 'oneOf'])
const named = new Set(['properties', 'patternProperties', '$defs', 'definitions'])

/**
 * Rewrites a schema and all schemas in it, innermost first. It goes by keyword, so a property that happens to be
 * called `description` or `default` (there are such) is never taken for the keyword.
 */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const inner = (value: unknown): unknown => (isObject(value) ? mapSchema(value, change) : value)
  const copy = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (single.has(keyword)) return [keyword, inner(value)]
    if (listed.has(keyword)) return [keyword, (value as unknown[]).map(inner)]
    if (named.has(keyword)) {
      return [keyword, Object.fromEntries(Object.entries(value as Schema).map(([name, part]) => [name, inner(part)]))]
    }
    return [keyword, value]
  })
  return change(Object.fromEntries(copy))
}

/** True for a JSON object. */
export const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
