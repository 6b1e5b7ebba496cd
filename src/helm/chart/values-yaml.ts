import { Document, isMap, isScalar, type Pair, type Scalar, type YAMLMap } from 'yaml'
import { isMap as isMapValue } from '../evaluator/go-semantics.js'
import type { JsonSchema } from '../schema/json-schema.js'

const commentWidth = 110

/** `values.yaml`: the defaults, with the doc comment of every key above it, quoted so that YAML 1.1 reads it unchanged. */
export const printValuesYaml = (defaults: unknown, schema: JsonSchema, header: string): string => {
  const document = new Document(inOrderOf(schema, defaults), { version: '1.1', aliasDuplicateObjects: false })
  document.commentBefore = commentOf(header, 0)
  if (isMap(document.contents)) describeKeys(document.contents, schema, 0)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** The keys of objects in the order in which the type declares them. */
const inOrderOf = (schema: JsonSchema, value: unknown): unknown => {
  if (!isMapValue(value) || schema.properties === undefined) return value
  const declared = Object.keys(schema.properties).filter((key) => Object.hasOwn(value, key))
  const keys = [...declared, ...Object.keys(value).filter((key) => !declared.includes(key))]
  return Object.fromEntries(keys.map((key) => [key, inOrderOf(schema.properties?.[key] ?? {}, value[key])]))
}

const describeKeys = (map: YAMLMap, schema: JsonSchema, depth: number): void => {
  map.items.forEach((pair, index) => {
    const { key, value } = pair as Pair<Scalar, unknown>
    const property = schema.properties?.[String(key.value)] ?? {}
    const comment = [property.description, choicesOf(property)].filter((part) => part !== undefined).join(' ')
    if (comment !== '') key.commentBefore = commentOf(comment, depth)
    // Paragraphs: one for each component, and one for each group of its keys.
    if (index > 0 && (depth === 0 || (depth === 1 && isMap(value) && value.items.length > 0))) key.spaceBefore = true
    if (isMap(value) && value.items.length > 0) describeKeys(value, property, depth + 1)
    else if (isScalar(value) && typeof value.value === 'string' && value.value === '') value.type = 'QUOTE_DOUBLE'
  })
}

const choicesOf = ({ enum: choices }: JsonSchema): string | undefined =>
  choices === undefined ? undefined : `One of: ${choices.join(', ')}.`

/** A comment broken into lines; the `yaml` package puts the `#` in front. */
const commentOf = (text: string, depth: number): string => {
  const width = commentWidth - 2 * depth
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(/\s+/)) {
      if (line !== '' && line.length + word.length + 1 > width) {
        lines.push(` ${line}`)
        line = word
      } else {
        line = line === '' ? word : `${line} ${word}`
      }
    }
    lines.push(` ${line}`)
  }
  return lines.join('\n')
}
