import type { PlainMap } from '../go/semantics.js'

/** What Helm passes to every template. Keys are spelt as templates spell them. */
export interface RenderContext {
  /** Coalesced: defaults and overrides together. */
  readonly Values: PlainMap
  readonly Release: {
    readonly Name: string
    readonly Namespace: string
    readonly Service: string
    readonly Revision: number
    readonly IsInstall: boolean
    readonly IsUpgrade: boolean
  }
  readonly Chart: { readonly Name: string; readonly Version: string; readonly AppVersion: string }
  readonly Capabilities: {
    readonly KubeVersion: { readonly Version: string }
    readonly APIVersions: readonly string[]
  }
}
