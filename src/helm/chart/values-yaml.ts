import { Document, isMap, type Pair, type Scalar, type YAMLMap } from 'yaml'
import { isMap as isMapValue, type PlainMap } from '../go/semantics.js'
import type { JsonSchema } from '../schema/json-schema.js'
import { portableYaml } from '../values/helm-yaml.js'

const commentWidth = 110

/** `values.yaml`: the defaults, with the doc comment of every key above it, quoted so that Helm reads them unchanged. */
export const printValuesYaml = (defaults: PlainMap, schema: JsonSchema, header: string): string => {
  const ordered = inOrderOf(schema, defaults)
  const document = new Document<YAMLMap, false>(ordered, { ...portableYaml, aliasDuplicateObjects: false })
  document.commentBefore = commentOf(header, 0)
  describeKeys(document.contents, schema, 0)
  return document.toString({ lineWidth: 0 })
}

/** The keys of objects in the order in which the type declares them; keys that it does not declare come last. */
const inOrderOf = ({ properties }: JsonSchema, value: unknown): unknown => {
  if (!isMapValue(value) || properties === undefined) return value
  const keys = new Set([...Object.keys(properties), ...Object.keys(value)])
  const present = [...keys].filter((key) => Object.hasOwn(value, key))
  return Object.fromEntries(present.map((key) => [key, inOrderOf(properties[key] ?? {}, value[key])]))
}

const describeKeys = (map: YAMLMap, schema: JsonSchema, depth: number): void => {
  map.items.forEach((pair, index) => {
    const { key, value } = pair as Pair<Scalar, unknown>
    const property = schema.properties?.[String(key.value)] ?? {}
    const comment = [property.description, choicesOf(property)].filter((part) => part !== undefined).join(' ')
    if (comment !== '') key.commentBefore = commentOf(comment, depth)
    // Paragraphs: one for each component, and one for each group of its keys.
    if (index > 0 && (depth === 0 || (depth === 1 && isMap(value) && value.items.length > 0))) key.spaceBefore = true
    if (isMap(value)) describeKeys(value, property, depth + 1)
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
