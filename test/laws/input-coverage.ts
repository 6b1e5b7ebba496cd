import type { PlainMap } from '../../src/helm/index.js'

/** A switch or a choice of the values, and all that it can be. */
export interface Choice {
  readonly path: string
  readonly options: readonly unknown[]
}

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
}

/** Every switch and every choice of a values schema, by its path. What is in maps and lists of the user is not among them. */
export const choicesIn = ({ type, enum: options, properties = {} }: Schema, path = ''): readonly Choice[] => {
  if (type === 'boolean') return [{ path, options: [true, false] }]
  if (options !== undefined) return [{ path, options }]
  return Object.entries(properties).flatMap(([key, inner]) => choicesIn(inner, path === '' ? key : `${path}.${key}`))
}

/** What some values have at a path. */
const at = (values: PlainMap, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as PlainMap | undefined)?.[key], values)

/** Options that no values choose, one sentence each. */
export const untriedOptions = (choices: readonly Choice[], values: readonly PlainMap[]): readonly string[] =>
  choices.flatMap(({ path, options }) => {
    const tried = values.map((one) => at(one, path))
    return options
      .filter((option) => !tried.includes(option))
      .map((option) => `${path} is ${JSON.stringify(option)} in no input.`)
  })
