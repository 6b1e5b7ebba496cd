import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { Failure } from '../failure.js'
import type { Mutant } from './stryker-report.js'

/** Why no test can notice some changes of one line. */
interface Entry {
  readonly code: string
  /** Replacements by original. */
  readonly changes: Readonly<Record<string, string | readonly string[]>>
  readonly reason: string
}

type ReasonsFile = Readonly<Record<string, readonly Entry[]>>

/** Reviewed reasons by change. Line numbers are no part of a change, so reasons outlive edits elsewhere in a file. */
export type Reasons = ReadonlyMap<string, string>

/** What makes a change the same change after an edit elsewhere in its file. */
export const keyOf = ({ file, code, original, replacement }: Omit<Mutant, 'line' | 'status'>): string =>
  `${file}: ${original} -> ${replacement} in: ${code}`

/** @throws Failure for an entry that is incomplete or stands twice. */
export const readReasons = (path: string): Reasons => {
  const reasons = new Map<string, string>()
  for (const [file, entries] of Object.entries((parse(readFileSync(path, 'utf8')) as ReasonsFile | null) ?? {})) {
    for (const { code, changes, reason } of entries) {
      if (!code || !changes || !reason) throw new Failure(`${path}: an entry of ${file} lacks code, changes or reason`)
      for (const [original, replacements] of Object.entries(changes)) {
        for (const replacement of [replacements].flat()) {
          const key = keyOf({ file, code, original, replacement: String(replacement) })
          if (reasons.has(key)) throw new Failure(`${path}: this change stands twice: ${key}`)
          reasons.set(key, reason)
        }
      }
    }
  }
  return reasons
}

/** Survivors in the form of the reasons file, for a reviewer to fill in. */
export const entriesFor = (survivors: readonly Mutant[]): string => {
  const files: Record<string, Record<string, Record<string, string[]>>> = {}
  for (const { file, code, original, replacement } of survivors) {
    files[file] ??= {}
    files[file][code] ??= {}
    files[file][code][original] ??= []
    if (!files[file][code][original].includes(replacement)) files[file][code][original].push(replacement)
  }
  const entries = Object.entries(files).map(([file, lines]) => [
    file,
    Object.entries(lines).map(([code, changes]) => ({ code, changes, reason: '' })),
  ])
  return stringify(Object.fromEntries(entries), { lineWidth: 0 })
}
