import { isDeepStrictEqual } from 'node:util'
import type { PlainMap } from '../../src/helm/index.js'
import { byKindAndName, comparableObjects } from './comparable-objects.js'

/** What one tool made. */
export interface Made {
  readonly by: string
  readonly objects: readonly PlainMap[]
}

/** A sentence that says whether two tools do the same work, and where they differ. */
export const compareObjects = (made: Made, reference: Made): string => {
  const all = `${made.by} makes the ${reference.objects.length} objects of ${reference.by}`
  if (isDeepStrictEqual(byKindAndName(made.objects), byKindAndName(reference.objects))) return `${all}, equal in all.`
  const [own, expected] = [comparableObjects(made.objects), comparableObjects(reference.objects)]
  const named = (what: string, keys: readonly string[]): readonly string[] =>
    keys.length === 0 ? [] : [`${what}: ${keys.join(', ')}`]
  const differences = [
    ...named(
      'missing',
      Object.keys(expected).filter((key) => !(key in own)),
    ),
    ...named(
      'additional',
      Object.keys(own).filter((key) => !(key in expected)),
    ),
    ...named(
      'different',
      Object.keys(own).filter((key) => key in expected && !isDeepStrictEqual(own[key], expected[key])),
    ),
  ]
  return differences.length === 0
    ? `${all}, equal but for the checksums of configuration, which each hashes in its own way, and for the order ` +
        'of lists that are sets to Kubernetes.'
    : `${made.by} makes ${made.objects.length} objects, ${reference.by} ${reference.objects.length}; ` +
        `${differences.join('; ')}.`
}
