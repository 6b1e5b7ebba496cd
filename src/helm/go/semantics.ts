/** Maps as YAML gives them. */
export type PlainMap = Readonly<Record<string, unknown>>

export const isMap = (value: unknown): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value as a map; anything else is an empty map. */
export const asMap = (value: unknown): PlainMap => (isMap(value) ? value : {})

/** Sets a key. `__proto__` is a key like any other, although an assignment would change the prototype. */
export const setEntry = (map: Record<string, unknown>, key: string, value: unknown): void => {
  if (key !== '__proto__') map[key] = value
  else Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Go's template truth: nil, false, 0, "", empty lists and empty maps are false. */
export const isTruthy = (value: unknown): boolean => {
  // Nearly all conditions are one already.
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.length > 0
  if (isMap(value)) return Object.keys(value).length > 0
  return Boolean(value)
}

/** Keys in the order in which Go ranges over a map: by their UTF-8 bytes. */
export const sortedKeys = (map: PlainMap): string[] => {
  const keys = Object.keys(map)
  if (keys.length < 2) return keys
  // JavaScript compares UTF-16 units, whose order differs from that of UTF-8 bytes only where surrogates occur.
  return keys.some((key) => surrogate.test(key)) ? keys.sort(compareBytes) : keys.sort()
}

const surrogate = /[\ud800-\udfff]/

const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/** Texts that need no escape; most do not, and finding that out is cheap. */
const plain = /^[\w ./:-]*$/

/** JSON as Go's `encoding/json` writes it: sorted keys, and characters that are special in HTML escaped. */
export const goJson = (value: unknown): string => (isMap(value) ? jsonOfMap(value) : newJson(value))

const jsonOfMaps = new WeakMap<PlainMap, string>()

/**
 * A chart asks for the JSON of all its values more than once in a render, and the next render has most maps of the defaults
 * again. The maps of a user are copied when they meet the defaults (`coalesceValues`), except those in lists.
 */
const jsonOfMap = (map: PlainMap): string => {
  const known = jsonOfMaps.get(map) ?? entriesJson(map, goJson)
  jsonOfMaps.set(map, known)
  return known
}

const newJson = (value: unknown): string => {
  if (typeof value === 'string') return goJsonString(value)
  if (Array.isArray(value)) return `[${value.map(newJson).join(',')}]`
  if (typeof value === 'bigint') return String(value)
  return isMap(value) ? entriesJson(value, newJson) : JSON.stringify(value ?? null)
}

const entriesJson = (map: PlainMap, write: (value: unknown) => string): string =>
  `{${sortedKeys(map)
    .map((key) => `${goJsonString(key)}:${write(map[key])}`)
    .join(',')}}`

const goJsonString = (text: string): string =>
  plain.test(text)
    ? `"${text}"`
    : JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] as string)

/** An integer as Go's `%d` writes an int64; a double of a values file may be larger than JavaScript writes digit by digit. */
export const goInteger = (value: unknown): string =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? String(BigInt.asIntN(64, BigInt(value)))
    : goText(value)

/** A scalar as Go's `%v` and people write it. Whole floats have no fraction, as in values files. */
export const goText = (value: unknown): string => {
  if (typeof value === 'string') return value
  return typeof value === 'object' ? goJson(value) : String(value)
}
