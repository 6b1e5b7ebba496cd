import { patternProblem } from '../go/patterns.js'
import { suggestKey } from './suggest-key.js'

/** A rule about the text behind a tag: what is wrong with it, or nothing. */
type TagRule = (text: string) => string | undefined

const number =
  (example: number): TagRule =>
  (text) =>
    text.trim() !== '' && Number.isFinite(Number(text)) ? undefined : `needs a number, such as ${example}`

const count =
  (example: number): TagRule =>
  (text) =>
    /^\d{1,9}$/.test(text) ? undefined : `needs a whole number, such as ${example}`

const pattern: TagRule = (text) =>
  text === '' ? 'needs a regular expression, such as ^[a-z0-9-]*$' : patternProblem(text)

const propertyNames: TagRule = (text) => {
  const example = '{"pattern": "^[a-z]+$"}'
  const rules = jsonOf(text)
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) return `needs JSON, such as ${example}`
  const known = ['pattern', 'minLength', 'maxLength']
  const unknown = Object.keys(rules).find((key) => !known.includes(key))
  if (unknown !== undefined) return `has the key '${unknown}', but takes ${known.join(', ')}: ${example}`
  const names = (rules as { readonly pattern?: unknown }).pattern
  return typeof names === 'string' ? pattern(names) : undefined
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Tags that become keywords of the schema. All are enforced by Helm's validator as Ajv enforces them. */
const schemaTags: Readonly<Record<string, TagRule>> = {
  asType: (text) => (text === 'integer' ? undefined : "takes 'integer' only: all other types TypeScript has itself"),
  minimum: number(1),
  maximum: number(100),
  exclusiveMinimum: number(0),
  exclusiveMaximum: number(100),
  // With fractions the two validators disagree: 0.3 is a multiple of 0.1 for one of them only.
  multipleOf: (text) => (/^[1-9]\d{0,8}$/.test(text) ? undefined : 'needs a whole number, such as 2'),
  minLength: count(1),
  maxLength: count(63),
  minItems: count(1),
  maxItems: count(10),
  uniqueItems: (text) => (text === '' || text === 'true' ? undefined : 'stands alone, or with true'),
  minProperties: count(1),
  maxProperties: count(10),
  pattern,
  propertyNames,
  title: () => undefined,
  description: () => undefined,
}

/** Tags that tell readers of the TypeScript something and make no rule: those of TSDoc, and a few of JSDoc. */
const documentationTags = new Set([
  ...[
    'alpha',
    'beta',
    'experimental',
    'internal',
    'public',
    'deprecated',
    'see',
    'example',
    'remarks',
    'privateRemarks',
  ],
  ...['default', 'defaultValue', 'since', 'author', 'todo', 'typeParam', 'template', 'inheritDoc', 'label', 'link'],
])

/** What is wrong with a JSDoc tag of a values type, given the text behind it; `undefined` for a good one. */
export const tagProblem = (name: string, text: string): string | undefined => {
  if (documentationTags.has(name)) return undefined
  if (!Object.hasOwn(schemaTags, name)) return `is no tag of values${suggestKey(name, Object.keys(schemaTags))}`
  return schemaTags[name]?.(text)
}

/** True for a tag that makes a rule: saying it twice would silently drop one. */
export const isSchemaTag = (name: string): boolean => Object.hasOwn(schemaTags, name)
