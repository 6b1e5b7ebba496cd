import type { Values } from '../../src/platform/values/index.js'

/** Keys of the values under which users name Secrets that exist already; `secretName` is in volumes of their own. */
const keysOfSecrets = ['existingSecret', 'hmacSecret', 'tlsSecret', 'caSecret', 'pullSecrets', 'secretName']

/** Names of all Secrets that the values say exist. */
export const userSecrets = (values: Values): ReadonlySet<string> => secretsUnder(keysOfSecrets, values)

/** Names that stand under some keys, wherever those are. */
export const secretsUnder = (keys: readonly string[], values: Values): ReadonlySet<string> =>
  new Set(named(keys, values))

/** Secrets that users make under the name of the chart's own objects: of stores that name none and have no passwords. */
export const conventionalSecrets = (values: Values, fullname: string): ReadonlySet<string> =>
  new Set(
    (['database', 'cache', 'mlflow'] as const)
      .filter((store) => values[store].existingSecret === '' && Object.keys(values[store].passwords).length === 0)
      .map((store) => `${fullname}-${store}`),
  )

const named = (keys: readonly string[], value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        keys.includes(key) ? [inner].flat().filter((name) => name !== '') : named(keys, inner),
      )
