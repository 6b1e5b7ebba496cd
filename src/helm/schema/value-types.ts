import {
  anyType,
  booleanType,
  integerType,
  mapType,
  numberType,
  stringType,
  type ValueType,
} from '../node/value-type.js'
import { entrySchemaOf, type JsonSchema } from './json-schema.js'

/** What the printer must know of the values, from their schema. */
export const valueTypeOf = (schema: JsonSchema): ValueType => {
  switch (schema.type) {
    case 'string':
      return schema.enum === undefined ? stringType : { kind: 'string', choices: schema.enum.map(String) }
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
