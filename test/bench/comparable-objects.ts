import type { PlainMap } from '../../src/helm/index.js'

export type ObjectsByName = Readonly<Record<string, unknown>>

/** Objects by kind and name. */
export const byKindAndName = (objects: readonly PlainMap[]): ObjectsByName =>
  Object.fromEntries(
    objects
      .map((object): [string, unknown] => {
        const { kind, metadata } = object as { kind?: string; metadata?: { name?: string } }
        return [`${kind}/${metadata?.name}`, object]
      })
      .sort(([a], [b]) => a.localeCompare(b)),
  )

/**
 * For a comparison between tools, without what says nothing: a checksum of configuration only has to change with it, so
 * any SHA-256 is as good as another, and some lists are sets to Kubernetes, so that their order is left to the author.
 */
export const comparableObjects = (objects: readonly PlainMap[]): ObjectsByName =>
  comparable(byKindAndName(objects)) as ObjectsByName

const comparable = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item) => comparable(item))
    return isSet(key, items) ? items.sort(byText) : items
  }
  if (typeof value !== 'object' || value === null) return isChecksum(key, value) ? 'a SHA-256' : value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, comparable(inner, name)]),
  )
}

const setsOfKubernetes = new Set(['env', 'volumes', 'volumeMounts', 'ingress', 'egress'])

/** A variable may refer to those before it, as in `$(HOST):80`; then the order counts. */
const isSet = (key: string, items: readonly unknown[]): boolean =>
  setsOfKubernetes.has(key) && !(key === 'env' && JSON.stringify(items).includes('$('))

/** The keys of objects are sorted already, so that equal items have equal texts. */
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

const isChecksum = (key: string, value: unknown): boolean =>
  key.startsWith('checksum/') && typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
