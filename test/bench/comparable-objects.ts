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
 * For a comparison between tools. A checksum of configuration only has to change with it, so each tool hashes in its own
 * way: any SHA-256 is as good as another.
 */
export const comparableObjects = (objects: readonly PlainMap[]): ObjectsByName =>
  withoutChecksums(byKindAndName(objects)) as ObjectsByName

const withoutChecksums = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutChecksums)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isChecksum(key, inner) ? 'a SHA-256' : withoutChecksums(inner)]),
  )
}

const isChecksum = (key: string, value: unknown): boolean =>
  key.startsWith('checksum/') && typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
