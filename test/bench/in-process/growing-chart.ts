import type { ChartDefinition, JsonSchema } from '../../../src/helm/index.js'

/** A chart of any size. */
export interface GrowingChart {
  readonly schema: (size: number) => JsonSchema
  readonly definition: (size: number) => ChartDefinition
  /** How many objects it makes with its defaults. */
  readonly objects: (size: number) => number
}

export const metadata = {
  name: 'growth',
  version: '1.0.0',
  appVersion: '1.0.0',
  description: 'A chart of any size.',
  kubeVersion: '>=1.33.0-0',
} as const

export const textSchema: JsonSchema = { type: 'string', description: 'Some text.' }
export const integerSchema: JsonSchema = {
  type: 'integer',
  minimum: 0,
  maximum: 100_000,
  description: 'A number.',
}
export const switchSchema: JsonSchema = { type: 'boolean', description: 'A switch.' }
export const textMapSchema: JsonSchema = {
  type: 'object',
  additionalProperties: textSchema,
  description: 'Text by name.',
}

/** An object that has all of these keys and no others. */
export const objectSchema = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  description: 'Values that belong together.',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

/** `w0`, `w1` and so on. */
export const numbered = <Letter extends string>(letter: Letter, size: number): readonly `${Letter}${number}`[] =>
  Array.from({ length: size }, (_, index) => `${letter}${index}` as const)

/** One entry for each name. */
export const byName = <Name extends string, T>(
  names: readonly Name[],
  entry: (name: Name) => T,
): Readonly<Record<Name, T>> => Object.fromEntries(names.map((name) => [name, entry(name)])) as Record<Name, T>
