import { isMap, type PlainMap, setEntry } from '../go/semantics.js'

/** Keys of maps and positions of lists, from the outside to a value. */
export type Path = readonly (string | number)[]

/** @throws Error when the path leads through something that is neither map nor list, as Helm does. */
export const assign = (map: PlainMap, path: Path, value: unknown): PlainMap => into(map, path, value) as PlainMap

/** `before` with the value at the path; `undefined` is where nothing was. */
const into = (before: unknown, [step, ...rest]: Path, value: unknown): unknown => {
  if (step === undefined) return value
  return typeof step === 'string' ? intoMap(before, step, rest, value) : intoList(before, step, rest, value)
}

const intoMap = (before: unknown, key: string, rest: Path, value: unknown): PlainMap => {
  if (before !== undefined && !isMap(before)) {
    throw new Error(`--set: '${key}' cannot be a key of ${JSON.stringify(before)}, which is no map`)
  }
  const map: Record<string, unknown> = { ...before }
  setEntry(map, key, into(Object.hasOwn(map, key) ? map[key] : undefined, rest, value))
  return map
}

const intoList = (before: unknown, index: number, rest: Path, value: unknown): readonly unknown[] => {
  if (before !== undefined && !Array.isArray(before)) {
    throw new Error(`--set: ${index} cannot be an index of ${JSON.stringify(before)}, which is no list`)
  }
  const items: readonly unknown[] = before ?? []
  const list: unknown[] = Array.from({ length: Math.max(items.length, index + 1) }, (_, place) => items[place] ?? null)
  const item = list[index]
  // Unlike a key, an item that is null is free, and one that needs keys loses what it was.
  const stays = typeof rest[0] === 'string' ? isMap(item) : item !== null
  list[index] = into(stays ? item : undefined, rest, value)
  return list
}
