import { BuildErrors } from '../node/build-error.js'
import type { JsonSchema } from './json-schema.js'

/**
 * Turns the generator's output into a schema that Helm 3 and 4 enforce as Ajv does, and checks what the generator cannot
 * promise.
 *
 * @throws BuildErrors listing every place that Helm would not enforce or that would give users an unreadable message.
 */
export const postProcess = (schema: JsonSchema): JsonSchema => {
  const problems: string[] = []
  const visit = (node: JsonSchema, path: string): JsonSchema => {
    problems.push(...problemsOf(node, path))
    return mapSchema(withLocatedKeys(withoutNoise(node)), (child, key) =>
      visit(child, path === '' ? key : `${path}.${key}`),
    )
  }
  const result = visit(schema, '')
  if (problems.length > 0) throw new BuildErrors(['the values type cannot become a values schema:', ...problems])
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

const problemsOf = (node: JsonSchema, path: string): string[] => {
  const problems: string[] = []
  const place = path === '' ? 'the root' : `'${path}'`
  const keywords = node as Readonly<Record<string, unknown>>
  if (keywords.$ref !== undefined) problems.push(`${place} is recursive: Helm ignores every keyword beside $ref`)
  for (const keyword of ['anyOf', 'oneOf', 'allOf', 'not', 'if']) {
    if (keywords[keyword] !== undefined) {
      problems.push(`${place} is a union or condition (${keyword}): Helm's message for it names no key; use one type`)
    }
  }
  if (Array.isArray(keywords.type)) problems.push(`${place} has several types: use one`)
  if (keywords.format !== undefined) problems.push(`${place} has a format: Helm does not check it; use a pattern`)
  if (node.type === 'integer' && (node.minimum === undefined || node.maximum === undefined)) {
    problems.push(`${place} needs @minimum and @maximum: beyond 2^53 Helm changes integers`)
  }
  for (const key of Object.keys(node.properties ?? {})) {
    if (node.properties?.[key]?.description === undefined) {
      problems.push(`'${path === '' ? key : `${path}.${key}`}' has no doc comment: users read it in values.yaml`)
    }
    if (booleanKeys.has(key.toLowerCase()))
      problems.push(`${place} has the key '${key}', which YAML 1.1 reads as a boolean`)
  }
  for (const pattern of [node.pattern, node.propertyNames?.pattern]) {
    if (pattern !== undefined && !isPortablePattern(pattern)) {
      problems.push(`${place} has a pattern that Go cannot read: ${pattern}`)
    }
  }
  return problems
}

/** RE2, which Helm uses, has no look-around and no back-references. */
const isPortablePattern = (pattern: string): boolean => !/\(\?[=!<]|\\[1-9]/.test(pattern)

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
