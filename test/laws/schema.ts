/** The parts of a JSON schema that the laws read. */
export interface Schema {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
}

/**
 * Every schema in a schema, with its path such as `api.image`; the root has the empty path. What is in maps and lists of
 * the user has a star in its path, such as `api.volumes.*`.
 */
const all = (schema: Schema, path = ''): readonly (readonly [path: string, schema: Schema])[] => [
  [path, schema],
  ...[...Object.entries(schema.properties ?? {}), ...entriesOf(schema).map((entry) => ['*', entry] as const)].flatMap(
    ([key, inner]) => all(inner, path === '' ? key : `${path}.${key}`),
  ),
]

const entriesOf = ({ properties, patternProperties, additionalProperties, items }: Schema): readonly Schema[] => [
  ...Object.values(patternProperties ?? {}),
  // Beside named keys it only says that others are let through.
  ...(typeof additionalProperties === 'object' && properties === undefined ? [additionalProperties] : []),
  ...(items === undefined ? [] : [items]),
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

/** Keys that users set, without a word about them. Entries are described with the map or list that they are in. */
export const undescribed = (schema: Schema): readonly string[] =>
  pathsWhere(schema, ({ properties, description }) => properties === undefined && !description).filter(
    (path) => !path.endsWith('*'),
  )
