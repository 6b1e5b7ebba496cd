import { asMap, isMap, type PlainMap, setEntry } from '../go/semantics.js'

/** Helm versions differ in what a null in the values does. */
export type HelmVersion = '3.21' | '4.2' | '4.3'

/**
 * The values that templates see: the user's values over the chart's defaults, map by map; lists are replaced whole. A
 * user's null deletes the default; where there is no default it stays. Helm 4.2 and later drop nulls of the defaults,
 * Helm 3.21 keeps them (`coalesceValues` in `pkg/chartutil/coalesce.go` of Helm 3, `pkg/chart/common/util` of Helm 4).
 */
export const coalesceValues = (defaults: PlainMap, overrides: PlainMap, helm: HelmVersion = '4.3'): PlainMap => {
  const known = helm === '3.21' ? defaults : knownDefaults(defaults)
  // On the first level a null also deletes a default that is null itself.
  const rest = Object.entries(overrides).filter(([key, value]) => value !== null || !Object.hasOwn(defaults, key))
  const deleted = new Set(Object.keys(overrides).filter((key) => overrides[key] === null))
  const kept = Object.entries(known).filter(([key]) => !deleted.has(key))
  return coalesceMaps(Object.fromEntries(kept), Object.fromEntries(rest))
}

const coalesceMaps = (defaults: PlainMap, overrides: PlainMap): PlainMap => {
  const result: Record<string, unknown> = { ...defaults }
  for (const [key, value] of Object.entries(overrides)) {
    const below = Object.hasOwn(defaults, key) ? defaults[key] : undefined
    if (value === null && below !== undefined && below !== null) delete result[key]
    // A map of the user is never taken as it is: what is remembered about a map must hold for the next render too.
    else setEntry(result, key, isMap(value) ? coalesceMaps(asMap(below), value) : value)
  }
  return result
}

const withoutNullsOf = new WeakMap<PlainMap, PlainMap>()

/** The defaults of a chart are the same at every render. */
const knownDefaults = (defaults: PlainMap): PlainMap => {
  const known = withoutNullsOf.get(defaults) ?? withoutNulls(defaults)
  withoutNullsOf.set(defaults, known)
  return known
}

const withoutNulls = (map: PlainMap): PlainMap =>
  Object.fromEntries(
    Object.entries(map)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, isMap(value) ? withoutNulls(value) : value]),
  )

/** Several values files as one: later files win, map by map. Nulls stay, because they delete defaults later. */
export const mergeValues = (...files: readonly PlainMap[]): PlainMap => files.reduce(overlay, {})

const overlay = (below: PlainMap, above: PlainMap): PlainMap => {
  const result: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const before = below[key]
    setEntry(result, key, isMap(value) && isMap(before) ? overlay(before, value) : value)
  }
  return result
}
