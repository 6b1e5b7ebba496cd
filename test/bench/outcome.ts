import type { Progress } from './progress.js'
import type { Workspace } from './workspace.js'

/** What a section wants of the product and what it found. */
export interface Goal {
  readonly what: string
  readonly wanted: string
  readonly measured: string
  readonly verdict: Verdict
}

export type Verdict = 'met' | 'missed' | 'not measured'

export const verdictOf = (isMet: boolean): Verdict => (isMet ? 'met' : 'missed')

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Outcome {
  readonly goals: readonly Goal[]
  readonly tables: readonly Table[]
  /** What a reader has to know to judge the numbers, one paragraph each. */
  readonly notes: readonly string[]
}

/** What a section measures with. */
export interface Bench {
  readonly progress: Progress
  /** Instead of the number of rounds that a section wants. */
  readonly rounds?: number
  /** Made when first asked for: not every section needs one. */
  readonly workspace: () => Workspace
}

export interface Section {
  /** For `--only`. */
  readonly name: string
  readonly title: string
  readonly measure: (bench: Bench) => Promise<Outcome>
}
