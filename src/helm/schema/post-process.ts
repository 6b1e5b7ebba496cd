import { parse } from 'yaml'
import { patternProblem } from '../go/patterns.js'
import { BuildErrors } from '../node/build-error.js'
import { helmYaml } from '../values/helm-yaml.js'
import type { JsonSchema } from './json-schema.js'

/** Where a key is declared, such as `src/values.ts:3:5: `; empty when nobody knows. */
type PlaceOf = (path: readonly string[]) => string

/**
 * Turns the generator's output into a schema that Helm 3 and 4 enforce as Ajv does, and checks what the generator cannot
 * promise.
 *
 * @throws BuildErrors listing every place that Helm would not enforce or that would give users an unreadable message.
 */
export const postProcess = (
  schema: JsonSchema,
  headline = 'the values type cannot become a values schema:',
  placeOf: PlaceOf = () => '',
): JsonSchema => {
  const problems: string[] = []
  const visit = (node: JsonSchema, path: readonly string[]): JsonSchema => {
    problems.push(...problemsOf(node, path, placeOf))
    return mapSchema(withLocatedKeys(withoutNoise(node)), (child, key) => visit(child, [...path, key]))
  }
  const result = visit(schema, [])
  if (problems.length > 0) throw new BuildErrors([headline, ...problems])
  return { ...result, $schema: 'http://json-schema.org/draft-07/schema#' }
}

/** The same schema with nothing required: for files that say only what differs from the defaults. */
export const asOverrides = (schema: JsonSchema): JsonSchema => {
  const { required: _required, ...rest } = schema
  return mapSchema(rest, asOverrides)
}

/** Replaces every direct child schema. The key names it: a property, `*` for users' own keys, `[]` for list items. */
const mapSchema = (node: JsonSchema, replace: (child: JsonSchema, key: string) => JsonSchema): JsonSchema => {
  const { properties, additionalProperties, patternProperties, items } = node
  return {
    ...node,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, replace(child, key)])),
    }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: replace(additionalProperties, '*') }),
    ...(patternProperties && {
      patternProperties: Object.fromEntries(
        Object.entries(patternProperties).map(([pattern, child]) => [pattern, replace(child, '*')]),
      ),
    }),
    ...(items && { items: replace(items, '[]') }),
  }
}

/** Keys that YAML 1.1, which Helm reads, turns into booleans. */
const booleanKeys = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'])

/** Which keywords mean something for which type; for others they are passed over in silence. */
const keywordsOf = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength', 'pattern'],
  array: ['minItems', 'maxItems', 'uniqueItems'],
  object: ['propertyNames', 'minProperties', 'maxProperties'],
} as const

const problemsOf = (node: JsonSchema, path: readonly string[], placeOf: PlaceOf): string[] => {
  const place = path.length === 0 ? 'the root' : `'${path.join('.')}'`
  const here = [
    ...shapeProblems(node),
    ...keywordProblems(node),
    ...boundProblems(node),
    ...[node.pattern, node.propertyNames?.pattern, ...Object.keys(node.patternProperties ?? {})]
      .map((pattern) => (pattern === undefined ? undefined : patternProblem(pattern)))
      .flatMap((problem) => (problem === undefined ? [] : [`has a bad pattern: ${problem}`])),
    ...Object.keys(node.properties ?? {}).flatMap(keyProblems),
  ].map((problem) => `${placeOf(path)}${place} ${problem}`)
  const undocumented = Object.entries(node.properties ?? {})
    .filter(([, { description }]) => description === undefined)
    .map(([key]) => [...path, key])
    .map((key) => `${placeOf(key)}'${key.join('.')}' has no doc comment: users read it in values.yaml`)
  return [...here, ...undocumented]
}

const shapeProblems = (node: JsonSchema): readonly string[] => {
  const keywords = node as Readonly<Record<string, unknown>>
  const has = (keyword: string): boolean => keywords[keyword] !== undefined
  return [
    ...(has('$ref') ? ['is recursive: Helm ignores every keyword beside $ref'] : []),
    ...(has('$comment') ? [`has the type ${keywords.$comment}, which values cannot have`] : []),
    ...['anyOf', 'oneOf', 'allOf', 'not', 'if']
      .filter(has)
      .map((keyword) => `is a union or condition (${keyword}): Helm's message for it names no key; use one type`),
    ...(Array.isArray(keywords.type) ? [`has several types (${keywords.type.join(', ')}): use one`] : []),
    ...(Array.isArray(keywords.items) ? ['is a tuple: use a list, or an object with a key for each'] : []),
    ...(has('format') ? [`has a format (${keywords.format}): Helm does not check it; use a text and a pattern`] : []),
  ]
}

const keywordProblems = (node: JsonSchema): readonly string[] => {
  const type = node.type === 'integer' ? 'number' : node.type
  if (typeof type !== 'string') return []
  return Object.entries(keywordsOf)
    .filter(([kind]) => kind !== type)
    .flatMap(([kind, keywords]) =>
      keywords
        .filter((keyword) => Object.hasOwn(node, keyword))
        .map((keyword) => `has ${keyword}, which is a rule for type ${kind}: nobody would enforce it for ${type}`),
    )
}

/** The largest distance from 0 up to which every integer is a float64 of its own. */
const largestInteger = 2 ** 53

const boundProblems = ({ type, minimum, maximum, minLength, maxLength }: JsonSchema): readonly string[] => {
  const isBounded = minimum !== undefined && maximum !== undefined
  const isExact = isBounded && minimum >= -largestInteger && maximum <= largestInteger
  const isEmpty =
    (isBounded && minimum > maximum) || (minLength !== undefined && maxLength !== undefined && minLength > maxLength)
  return [
    ...(type !== 'integer' || isExact
      ? []
      : [
          isBounded
            ? 'needs @minimum and @maximum within 2^53: beyond it Helm changes integers'
            : 'needs @minimum and @maximum: beyond 2^53 Helm changes integers',
        ]),
    ...(isEmpty ? ['has a minimum above its maximum: no value fits'] : []),
  ]
}

const keyProblems = (key: string): readonly string[] => {
  if (booleanKeys.has(key.toLowerCase())) return [`has the key '${key}', which YAML 1.1 reads as a boolean`]
  return isPlainKey(key) ? [] : [`has the key '${key}', which YAML reads as something else unless it is quoted`]
}

const isPlainKey = (key: string): boolean => {
  try {
    const read: unknown = parse(`${key}: 1`, { ...helmYaml, mapAsMap: true })
    return read instanceof Map && read.size === 1 && read.has(key)
  } catch {
    return false
  }
}

/**
 * `propertyNames` becomes `patternProperties`: for a bad name in `propertyNames` Helm's validator reports a wrong place,
 * sometimes that of another key.
 */
const withLocatedKeys = (node: JsonSchema): JsonSchema => {
  const { propertyNames, additionalProperties, ...rest } = node
  if (propertyNames?.pattern === undefined || typeof additionalProperties !== 'object') return node
  return { ...rest, patternProperties: { [propertyNames.pattern]: additionalProperties }, additionalProperties: false }
}

const withoutNoise = (node: JsonSchema): JsonSchema => {
  const {
    definitions: _definitions,
    const: constant,
    ...rest
  } = node as JsonSchema & {
    readonly definitions?: unknown
    readonly const?: string | number | boolean
  }
  return constant === undefined ? rest : { ...rest, enum: [constant] }
}
