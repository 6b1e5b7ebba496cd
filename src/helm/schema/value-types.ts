import {
  anyType,
  booleanType,
  integerType,
  mapType,
  nameType,
  numberType,
  stringType,
  type ValueType,
} from '../node/value-type.js'
import { entrySchemaOf, type JsonSchema } from './json-schema.js'

/**
 * True for a pattern that lets nothing but lower-case letters, digits, `-` and `.` pass: one that is anchored at both ends,
 * without an alternative outside parentheses, and made of those characters, classes of them and repetitions.
 */
const allowsOnlyNames = (pattern: string): boolean => {
  const inner = /^\^(.*)\$$/.exec(pattern)?.[1]
  if (inner === undefined || hasBareAlternative(inner)) return false
  return /^(?:\[(?:a-z|0-9|\.|[a-z0-9](?!-))*-?\]|[a-z0-9-]|\\[.-]|\((?:\?:)?|\)|\||[?*+]|\{\d*,?\d*\})*$/.test(inner)
}

/** `^a|b$` lets everything pass that starts with `a`. */
const hasBareAlternative = (pattern: string): boolean => {
  let depth = 0
  for (const character of pattern) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === '|' && depth === 0) return true
  }
  return false
}

/** What the printer must know of the values, from their schema. */
export const valueTypeOf = (schema: JsonSchema): ValueType => {
  switch (schema.type) {
    case 'string':
      if (schema.enum !== undefined) return { kind: 'string', choices: schema.enum.map(String) }
      return schema.pattern !== undefined && allowsOnlyNames(schema.pattern) ? nameType : stringType
    case 'integer':
      return integerType
    case 'number':
      return numberType
    case 'boolean':
      return booleanType
    case 'array':
      return { kind: 'list', items: schema.items === undefined ? anyType : valueTypeOf(schema.items) }
    case 'object':
      return schema.properties === undefined ? mapTypeOf(schema) : objectTypeOf(schema, schema.properties)
    default:
      return anyType
  }
}

const mapTypeOf = (schema: JsonSchema): ValueType => {
  const entries = entrySchemaOf(schema)
  return entries === undefined ? anyType : mapType(valueTypeOf(entries))
}

const objectTypeOf = (schema: JsonSchema, properties: Readonly<Record<string, JsonSchema>>): ValueType => {
  const required = new Set(schema.required)
  const entries = Object.entries(properties).map(
    ([key, property]) => [key, { type: valueTypeOf(property), optional: !required.has(key) }] as const,
  )
  return { kind: 'object', properties: Object.fromEntries(entries) }
}
