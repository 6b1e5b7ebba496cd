import { existsSync, readFileSync } from 'node:fs'
import { Failure } from '../failure.js'

export type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored'

/** One change of the source and what the tests made of it. */
export interface Mutant {
  readonly file: string
  readonly line: number
  /** The whole first line of the changed code. */
  readonly code: string
  readonly original: string
  readonly replacement: string
  readonly status: Status
}

interface Position {
  readonly line: number
  readonly column: number
}

/** The part of Stryker's JSON report that this project reads. Lines and columns count from 1. */
interface StrykerReport {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string
        readonly mutants: readonly {
          readonly status: Status
          readonly replacement?: string
          readonly location: { readonly start: Position; readonly end: Position }
        }[]
      }
    >
  >
}

/** All mutants of a report by file and place. @throws Failure when there is no report. */
export const readReport = (path: string): readonly Mutant[] => {
  if (!existsSync(path)) throw new Failure(`there is no mutation report at ${path}: run "npm run mutate" first`)
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as StrykerReport
  return Object.keys(files)
    .sort()
    .flatMap((file) => mutantsOf(file, files[file] as StrykerReport['files'][string]))
}

const mutantsOf = (file: string, { source, mutants }: StrykerReport['files'][string]): Mutant[] => {
  const lines = source.split('\n')
  return [...mutants]
    .sort((a, b) => a.location.start.line - b.location.start.line || a.location.start.column - b.location.start.column)
    .map(({ status, replacement = '', location: { start, end } }) => ({
      file,
      status,
      line: start.line,
      code: lines[start.line - 1]?.trim() ?? '',
      original: short(between(lines, start, end)),
      replacement: short(replacement),
    }))
}

const between = (lines: readonly string[], start: Position, end: Position): string => {
  const taken = lines.slice(start.line - 1, end.line)
  const last = taken.length - 1
  taken[last] = taken[last]?.slice(0, end.column - 1) ?? ''
  taken[0] = taken[0]?.slice(start.column - 1) ?? ''
  return taken.join(' ')
}

/** On one line, and no longer than a reader needs to find the place. */
const short = (code: string): string => {
  const line = code.replace(/\s+/g, ' ').trim()
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
