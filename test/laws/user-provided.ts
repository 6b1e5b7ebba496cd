import type { Values } from '../../src/platform/values/index.js'

/** Keys of the values under which users name Secrets that exist already; `secretName` is in volumes of their own. */
const keysOfSecrets = ['existingSecret', 'tlsSecret', 'pullSecrets', 'secretName']

/** Names of all Secrets that the values say exist. */
export const userSecrets = (values: Values): ReadonlySet<string> => new Set(named(values))

const named = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        keysOfSecrets.includes(key) ? [inner].flat().filter((name) => name !== '') : named(inner),
      )
