import type { PlainMap } from '../go/semantics.js'
import type { JsonSchema } from '../schema/json-schema.js'
import { keysOf, nest } from './values-arbitrary.js'

/** Overrides that break one rule of a values schema. */
export interface InvalidValues {
  /** `api.replicas` or, for a key that must not be there, the key itself. */
  readonly key: string
  readonly rule: 'type' | 'minimum' | 'maximum' | 'enum' | 'pattern' | 'length' | 'unknown key' | 'missing key'
  readonly overrides: PlainMap
}

/** Every way to break the rules of a values schema, one at a time. */
export const invalidValues = (schema: JsonSchema): readonly InvalidValues[] => [
  ...keysOf(schema, []).flatMap(({ path, schema: rules }) => brokenRules(path, rules)),
  ...objectsOf(schema, []).flatMap(({ path, schema: rules }) => brokenKeys(path, rules)),
]

const brokenRules = (path: readonly string[], rules: JsonSchema): readonly InvalidValues[] => {
  const breaks = (rule: InvalidValues['rule'], value: unknown): InvalidValues => ({
    key: path.join('.'),
    rule,
    overrides: nest(path, value),
  })
  const wrongType = rules.type === undefined ? [] : [breaks('type', rules.type === 'string' ? 17 : 'text')]
  const outside = [
    ...(rules.minimum === undefined ? [] : [breaks('minimum', rules.minimum - 1)]),
    ...(rules.maximum === undefined ? [] : [breaks('maximum', rules.maximum + 1)]),
    ...(rules.maxLength === undefined ? [] : [breaks('length', 'a'.repeat(rules.maxLength + 1))]),
  ]
  const wrongText = [
    ...(rules.enum === undefined ? [] : [breaks('enum', 'no-such-choice')]),
    ...(rules.pattern === undefined ? [] : textsAgainst(rules.pattern).map((text) => breaks('pattern', text))),
  ]
  const [keyPattern] = Object.keys(rules.patternProperties ?? {})
  const wrongKey = (keyPattern === undefined ? [] : textsAgainst(keyPattern)).map(
    (text): InvalidValues => ({
      key: [...path, text].join('.'),
      rule: 'unknown key',
      overrides: nest([...path, text], 'text'),
    }),
  )
  return [...wrongType, ...outside, ...wrongText, ...wrongKey]
}

/** One text that the pattern refuses. */
const textsAgainst = (pattern: string): readonly string[] =>
  ['no such text!', 'Ä', '-', ''].filter((text) => !new RegExp(pattern, 'u').test(text)).slice(0, 1)

interface ObjectSchema {
  readonly path: readonly string[]
  readonly schema: JsonSchema
}

const objectsOf = (schema: JsonSchema, path: readonly string[]): readonly ObjectSchema[] =>
  schema.properties === undefined
    ? []
    : [
        { path, schema },
        ...Object.entries(schema.properties).flatMap(([key, child]) => objectsOf(child, [...path, key])),
      ]

const brokenKeys = (
  path: readonly string[],
  { additionalProperties, required }: JsonSchema,
): readonly InvalidValues[] => [
  ...(additionalProperties === false
    ? [
        {
          key: [...path, 'noSuchKey'].join('.'),
          rule: 'unknown key',
          overrides: nest([...path, 'noSuchKey'], 1),
        } as const,
      ]
    : []),
  // A null deletes the default, and what is required is missing then.
  ...(required ?? []).map((key): InvalidValues => {
    const missing = [...path, key]
    return { key: missing.join('.'), rule: 'missing key', overrides: nest(missing, null) }
  }),
]
