import { type ChartDefinition, type Resource, resource, when } from '../helm/index.js'
import { platformChart } from './chart.js'
import { namedComponents } from './components/index.js'
import type { SecretContent } from './kinds/expected-secret.js'

/** An entry of a Secret as the chosen values have it. */
export interface ListedEntry {
  readonly key: string
  readonly purpose: string
  readonly content: SecretContent['kind']
  /** For hashes: the value that names the other Secret, and its entry. */
  readonly ofValue?: string
  readonly ofEntry?: string
  /** For the users of the cache. */
  readonly first?: string
  readonly rights?: Readonly<Record<string, string>>
  /** For a map of passwords: the address that the password is for, and its entry. */
  readonly address?: string
  readonly of?: string
}

export interface ListedSecret {
  /** Path of the value that names it. */
  readonly value: string
  readonly name: string
  readonly entries: readonly ListedEntry[]
}

/** No object of Kubernetes: only the evaluator reads it. */
interface SecretList {
  readonly apiVersion: 'slipway'
  readonly kind: 'SecretList'
  readonly secrets: ListedSecret[]
}

const list: Resource = resource<SecretList>({
  apiVersion: 'slipway',
  kind: 'SecretList',
  secrets: namedComponents.flatMap(([, { secrets }]) =>
    secrets.map(({ value, name, isExpected, entries }) =>
      when(isExpected, {
        value,
        name,
        entries: entries.map(({ key, purpose, content }) => ({
          key,
          purpose,
          content: content.kind,
          ...(content.kind === 'apiKeyHash' && { ofValue: content.of.secret, ofEntry: content.of.entry }),
          ...(content.kind === 'cacheUsers' && { first: content.first, rights: content.rights }),
          ...(content.kind === 'passwordMap' && { address: content.address, of: content.of }),
        })),
      }),
    ),
  ),
})

/** A chart with one object: the Secrets that the values expect. It breaks no rule, because it makes what rules ask for. */
export const secretsChart: ChartDefinition = { ...platformChart, templates: { secrets: [list.object] }, checks: {} }
