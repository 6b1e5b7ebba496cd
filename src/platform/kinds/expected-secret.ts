import type { Expr } from '../../helm/index.js'

/**
 * What stands in an entry of a Secret. `random` text can be made for the user; `apiKeyHash`, `cacheUsers` (the first
 * line, and one for each entry of the Secret with rights) and `passwordMap` (JSON: an address and an entry's password) are made
 * from other entries; what only the user has is `given`.
 */
export type SecretContent =
  | { readonly kind: 'random' }
  | { readonly kind: 'apiKeyHash'; readonly of: { readonly secret: string; readonly entry: Expr<string> } }
  | { readonly kind: 'cacheUsers'; readonly first: string; readonly rights: Readonly<Record<string, string>> }
  | { readonly kind: 'passwordMap'; readonly address: string; readonly of: string }
  | { readonly kind: 'given' }

export interface SecretEntry {
  readonly key: string | Expr<string>
  /** What it is for, as a short phrase. */
  readonly purpose: string
  readonly content: SecretContent
}

/** A Secret that must exist before the release can run, because the values do not hold its content. */
export interface ExpectedSecret {
  /** Path of the value that names it, such as `database.existingSecret`. */
  readonly value: string
  readonly name: Expr<string>
  /** When it must exist. */
  readonly isExpected: Expr<boolean>
  readonly entries: readonly SecretEntry[]
}

export const random: SecretContent = { kind: 'random' }
export const given: SecretContent = { kind: 'given' }
