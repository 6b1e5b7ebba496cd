import { coalesceValues, type PlainMap } from '../../../helm/index.js'
import type { ServerName } from '../../../platform/topology.js'
import { defaults, type Values } from '../../../platform/values/index.js'
import { readValues, type ValuesInput } from '../../values-input.js'
import { sources } from '../machine/places.js'

/** How somebody gets in: what to show, and the key for the request that proves it. */
export interface Logins {
  readonly words: Readonly<Partial<Record<ServerName, string>>>
  /** `undefined` when the values do not hold it. */
  readonly apiKey: string | undefined
}

/** The logins that local.yaml and the user's own values make. */
export const loginsOf = (input: ValuesInput): Logins => {
  const given = readValues({ ...input, values: [sources.values, ...(input.values ?? [])] })
  const { api, mlflow } = coalesceValues(defaults as unknown as PlainMap, given) as unknown as Values
  const { existingSecret, keys } = api.auth
  const apiKey = existingSecret === '' ? keyIn(Object.values(keys)[0]) : undefined
  return {
    apiKey,
    words: {
      api: login('key', apiKey, existingSecret),
      mlflow: login('user admin, password', mlflow.passwords.admin, mlflow.existingSecret),
    },
  }
}

/** A client's entry may hold an old and a new key; hashes of keys are no keys. */
const keyIn = (entry: string | undefined): string | undefined =>
  entry?.split('\n').find((line) => line !== '' && !/^(scrypt|hmac-sha256)\$/.test(line))

const login = (what: string, secret: string | undefined, existingSecret: string): string => {
  if (existingSecret !== '') return `${what}: in the Secret ${existingSecret}`
  return secret === undefined ? `${what}: not in the values` : `${what} ${secret}`
}
