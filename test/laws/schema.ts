/** The parts of a JSON schema that the laws read. */
export interface Schema {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: unknown
}

/** Every schema in a schema, with its path such as `api.image`; the root has the empty path. */
const all = (schema: Schema, path = ''): readonly (readonly [path: string, schema: Schema])[] => [
  [path, schema],
  ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
    all(inner, path === '' ? key : `${path}.${key}`),
  ),
]

const pathsWhere = (schema: Schema, isWanted: (schema: Schema) => boolean): readonly string[] =>
  all(schema).flatMap(([path, inner]) => (isWanted(inner) ? [path] : []))

/** Objects with keys of their own that let others through: a misspelt key would go unnoticed. */
export const openObjects = (schema: Schema): readonly string[] =>
  pathsWhere(
    schema,
    ({ properties, additionalProperties }) => properties !== undefined && additionalProperties !== false,
  )

/** A later values file replaces a list whole, so a map by name is better. */
export const lists = (schema: Schema): readonly string[] => pathsWhere(schema, ({ type }) => type === 'array')

/** Keys that users set, without a word about them. */
export const undescribed = (schema: Schema): readonly string[] =>
  pathsWhere(schema, ({ properties, description }) => properties === undefined && !description)
