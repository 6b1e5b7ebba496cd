import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv'
import type { JsonSchema } from './json-schema.js'
import { suggestKey } from './suggest-key.js'

/** Values against their schema: one sentence per violation, sorted, each naming the key. Empty when all is well. */
export const validateValues = (values: unknown, schema: JsonSchema): readonly string[] => {
  if (quick(schema)(values)) return []
  const explain = thorough(schema)
  explain(values)
  return [...new Set((explain.errors as ErrorObject[]).map(sentenceOf))].sort()
}

/**
 * Compiling a schema takes far longer than checking values with it: with Ajv's optimizer twice as long, for a validator that is
 * no faster.
 */
const compiler = (options: Options): ((schema: JsonSchema) => ValidateFunction) => {
  const validators = new WeakMap<JsonSchema, ValidateFunction>()
  return (schema) => {
    const validate = validators.get(schema) ?? new Ajv({ ...options, ...always }).compile(schema)
    validators.set(schema, validate)
    return validate
  }
}

const always: Options = { strict: false, logger: false, code: { optimize: false } }

/**
 * Says only whether: most values have no violation. It does not end at the first one, for which Ajv would nest a block in the
 * block of each key before it, and compile a thousand keys in the time of their square.
 */
const quick = compiler({ allErrors: true, messages: false })
/** Finds every violation, and what is needed to explain it. */
const thorough = compiler({ allErrors: true, verbose: true })

/** `api.replicas: must be <= 100, but is 1000`. */
const sentenceOf = (error: ErrorObject): string => {
  const key = keyOf(error.instancePath)
  const params = error.params as Readonly<Record<string, unknown>>
  const meaning = (error.parentSchema as JsonSchema | undefined)?.description
  const hint = meaning === undefined ? '' : ` (${meaning.split('\n')[0]})`
  switch (error.keyword) {
    case 'additionalProperties': {
      const unknown = String(params.additionalProperty)
      const { properties = {}, patternProperties } = error.parentSchema as JsonSchema
      const [pattern] = Object.keys(patternProperties ?? {})
      if (pattern !== undefined) return `${joinKey(key, unknown)}: this name does not match pattern "${pattern}"`
      const known = Object.keys(properties)
      return `${joinKey(key, unknown)}: there is no such key${suggestKey(unknown, known)}`
    }
    case 'required':
      return `${joinKey(key, String(params.missingProperty))}: is required`
    case 'enum':
      return `${key}: must be one of ${(params.allowedValues as unknown[]).map(String).join(', ')}${actual(error)}`
    default:
      return `${key}: ${error.message}${actual(error)}${hint}`
  }
}

const actual = ({ data }: ErrorObject): string => `, but is ${shorten(JSON.stringify(data) ?? 'missing')}`

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}...` : text)

const keyOf = (pointer: string): string => {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  return keys.length === 0 ? 'values' : keys.join('.')
}

const joinKey = (key: string, last: string): string => (key === 'values' ? last : `${key}.${last}`)
