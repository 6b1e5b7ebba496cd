import { existsSync, readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { helmYaml } from '../../helm/index.js'
import type { ListedSecret } from '../../platform/secrets.js'
import { UserError } from '../user-error.js'

interface Manifest {
  readonly kind?: string
  readonly metadata?: { readonly name?: string; readonly namespace?: string }
  readonly data?: Readonly<Record<string, unknown>>
  readonly stringData?: Readonly<Record<string, unknown>>
  readonly spec?: {
    readonly target?: { readonly name?: string }
    readonly data?: readonly { readonly secretKey?: string }[]
  }
  readonly items?: readonly Manifest[]
}

/**
 * What a manifest of Secrets or ExternalSecrets lacks, one sentence each; nothing when it is complete. `kubectl get secrets
 * -o yaml` is such a manifest too.
 *
 * @throws UserError naming the file and line that cannot be read.
 */
export const missingIn = (file: string, secrets: readonly ListedSecret[], namespace: string): readonly string[] => {
  const given = keysByName(readManifests(file), namespace)
  return secrets.flatMap(({ value, name, entries }) => {
    const keys = given.get(name)
    if (keys === undefined) return [`Secret ${name} is missing (${value})`]
    return entries
      .filter(({ key }) => keys.get(key) !== true)
      .map(({ key, purpose }) => `Secret ${name}: ${key} is ${keys.has(key) ? 'empty' : 'missing'}: ${purpose}`)
  })
}

const readManifests = (file: string): readonly Manifest[] => {
  if (file !== '-' && !existsSync(file)) throw new UserError(`${file}: there is no such file`)
  const documents = parseAllDocuments(readFileSync(file === '-' ? 0 : file, 'utf8'), helmYaml)
  if (!Array.isArray(documents)) return []
  const problem = documents.flatMap(({ errors }) => errors)[0]
  if (problem !== undefined) {
    throw new UserError(`${file}:${problem.linePos?.[0].line ?? 1}: ${problem.message.split('\n')[0]}`)
  }
  return documents
    .map((document) => document.toJS() as Manifest | null)
    .flatMap((manifest) => (manifest === null ? [] : (manifest.items ?? [manifest])))
}

/** Whether each key of each Secret has content. Objects of other namespaces do not count. */
const keysByName = (manifests: readonly Manifest[], namespace: string) => {
  const found = new Map<string, ReadonlyMap<string, boolean>>()
  for (const { kind, metadata, data, stringData, spec } of manifests) {
    if ((metadata?.namespace ?? namespace) !== namespace) continue
    const keys =
      kind === 'Secret'
        ? Object.entries({ ...data, ...stringData }).map(([key, text]) => [key, String(text ?? '') !== ''] as const)
        : kind === 'ExternalSecret'
          ? (spec?.data ?? []).map(({ secretKey = '' }) => [secretKey, true] as const)
          : undefined
    const name = kind === 'ExternalSecret' ? (spec?.target?.name ?? metadata?.name) : metadata?.name
    if (keys === undefined || name === undefined) continue
    found.set(name, new Map([...(found.get(name) ?? []), ...keys]))
  }
  return found
}
