import { createHash, randomBytes, scryptSync } from 'node:crypto'
import type { ListedEntry, ListedSecret } from '../../platform/secrets.js'

/** Text of each entry that can be made, by Secret and entry. */
export type Contents = ReadonlyMap<string, ReadonlyMap<string, string>>

/** 256 bits, in hexadecimal digits: no program needs to quote them, and Streamlit asks for 32 characters at least. */
const randomText = (): string => randomBytes(32).toString('hex')

/** The form that the API reads: docs/apps.md, "API keys". Numbers are those of `python -m slipway_api hash-key`. */
const hashOf = (key: string): string => {
  const [n, r, p] = [16384, 8, 1]
  const salt = randomBytes(16)
  const hash = scryptSync(key, salt, 32, { N: n, r, p })
  return ['scrypt', n, r, p, salt.toString('hex'), hash.toString('hex')].join('$')
}

/** New content for every entry that can be made. Every call gives another. */
export const makeContents = (secrets: readonly ListedSecret[]): Contents => {
  const random = new Map(
    secrets.map(({ name, entries }) => [
      name,
      new Map(entries.filter(({ content }) => content === 'random').map(({ key }) => [key, randomText()])),
    ]),
  )
  const derived = (secret: ListedSecret, entry: ListedEntry): string | undefined => {
    if (entry.content === 'random') return random.get(secret.name)?.get(entry.key)
    if (entry.content === 'cacheUsers') return cacheUsers(entry, random.get(secret.name) ?? new Map())
    if (entry.content === 'passwordMap') return passwordMap(entry, random.get(secret.name) ?? new Map())
    if (entry.content === 'apiKeyHash') return hashOf(apiKey(secrets, entry, random))
    return undefined
  }
  return new Map(
    secrets.map((secret) => [
      secret.name,
      new Map(
        secret.entries.flatMap((entry) => {
          const text = derived(secret, entry)
          return text === undefined ? [] : [[entry.key, text] as const]
        }),
      ),
    ]),
  )
}

/** The key that another Secret holds; without one a key that nobody knows, which lets nobody in. */
const apiKey = (secrets: readonly ListedSecret[], { ofValue = '', ofEntry = '' }: ListedEntry, random: Contents) => {
  const holder = secrets.find(({ value }) => value.split(', ').includes(ofValue))
  return random.get(holder?.name ?? '')?.get(ofEntry) ?? randomText()
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The password for an address, as redis_exporter reads it. */
const passwordMap = ({ address = '', of = '' }: ListedEntry, passwords: ReadonlyMap<string, string>): string =>
  JSON.stringify({ [address]: passwords.get(of) ?? '' })

/** A line for each user, as Valkey reads them from its `aclfile`. */
const cacheUsers = ({ first = '', rights = {} }: ListedEntry, passwords: ReadonlyMap<string, string>): string =>
  [
    first,
    ...Object.entries(rights).map(
      ([user, allowed]) => `user ${user} reset on #${sha256(passwords.get(user) ?? '')} ${allowed}`,
    ),
  ].join('\n')
