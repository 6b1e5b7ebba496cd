import { isMap, type PlainMap } from './go-semantics.js'

/** Helm versions differ in what a null in the values does. */
export type HelmVersion = '3.21' | '4.2' | '4.3'

/**
 * The values that templates see: the chart's defaults with the user's values over them, map by map. Lists are replaced
 * whole. A null deletes the default. Helm 4.2 and later also drop nulls that delete nothing; Helm 3.21 keeps those.
 */
export const coalesceValues = (defaults: PlainMap, overrides: PlainMap, helm: HelmVersion = '4.3'): PlainMap => {
  const result: Record<string, unknown> = { ...defaults }
  for (const [key, value] of Object.entries(overrides)) {
    const hasDefault = Object.hasOwn(defaults, key)
    if (value === null) {
      if (hasDefault || helm !== '3.21') delete result[key]
      else result[key] = null
    } else if (isMap(value)) {
      result[key] = coalesceValues(isMap(defaults[key]) ? defaults[key] : {}, value, helm)
    } else {
      result[key] = value
    }
  }
  return result
}

/** Several values files as one: later files win, map by map. Nulls stay, because they delete defaults later. */
export const mergeValues = (...files: readonly PlainMap[]): PlainMap => files.reduce(overlay, {})

const overlay = (below: PlainMap, above: PlainMap): PlainMap => {
  const result: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const before = below[key]
    result[key] = isMap(value) && isMap(before) ? overlay(before, value) : value
  }
  return result
}
