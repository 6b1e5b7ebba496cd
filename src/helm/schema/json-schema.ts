/** The part of JSON Schema draft-07 that values schemas use. */
export interface JsonSchema {
  readonly $schema?: string
  readonly $id?: string
  readonly title?: string
  readonly description?: string
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null'
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly propertyNames?: JsonSchema
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly enum?: readonly (string | number | boolean)[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

/** The schema of the values of a map with users' own keys; `undefined` for objects with fixed keys. */
export const entrySchemaOf = ({ additionalProperties, patternProperties }: JsonSchema): JsonSchema | undefined => {
  const [entries] = Object.values(patternProperties ?? {})
  return entries ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
}
