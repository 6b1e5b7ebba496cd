import { isMap } from '../go/semantics.js'
import { entrySchemaOf, type JsonSchema } from '../schema/json-schema.js'

/** The values as Markdown: one table per top-level key. */
export const printValuesReference = (defaults: Readonly<Record<string, unknown>>, schema: JsonSchema): string => {
  const properties = Object.entries(schema.properties ?? {})
  const scalars = properties.filter(([, { type }]) => type !== 'object')
  const objects = properties.filter(([, { type }]) => type === 'object')
  const general = scalars.flatMap(([key, property]) => rowsOf(key, property, defaults[key]))
  const sections = objects.map(([key, property]) => {
    const intro = property.description === undefined ? '' : `\n${property.description}\n`
    return `## ${key}\n${intro}\n${table(rowsOf(key, property, defaults[key]))}`
  })
  return [general.length === 0 ? '' : `## General\n\n${table(general)}`, ...sections].filter(Boolean).join('\n')
}

interface Row {
  readonly key: string
  readonly type: string
  readonly value: unknown
  readonly meaning: string
}

const rowsOf = (path: string, schema: JsonSchema, value: unknown): readonly Row[] => {
  const { properties } = schema
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([key, property]) =>
      rowsOf(`${path}.${key}`, property, isMap(value) ? value[key] : undefined),
    )
  }
  const row: Row = { key: path, type: typeOf(schema), value, meaning: schema.description ?? '' }
  const inner = entrySchemaOf(schema)
  return inner?.properties === undefined ? [row] : [row, ...rowsOf(`${path}.<name>`, inner, undefined)]
}

const typeOf = (schema: JsonSchema): string => {
  const { type, items, minimum, maximum } = schema
  const entries = entrySchemaOf(schema)
  if (schema.enum !== undefined) return schema.enum.join(', ')
  if (type === 'array') return `list of ${items === undefined ? 'any' : typeOf(items)}`
  if (type === 'object') return entries === undefined ? 'object' : `map of ${typeOf(entries)}`
  if (minimum !== undefined && maximum !== undefined) return `${type}, ${minimum} to ${maximum}`
  return type ?? 'any'
}

const table = (rows: readonly Row[]): string =>
  [
    '| key | type | default | meaning |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ key, type, value, meaning }) => {
      const shown = value === undefined ? '' : `\`${JSON.stringify(value)}\``
      return `| \`${key}\` | ${cell(type)} | ${cell(shown)} | ${cell(meaning)} |`
    }),
    '',
  ].join('\n')

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
