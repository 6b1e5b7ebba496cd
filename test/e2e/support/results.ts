import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../../src/cli/project.js'

/** Figures and tables of the last run, and what failures looked like. */
export const resultsFolder = join(projectFolder, '.cache/e2e')

export function writeResult(file: string, text: string): void {
  mkdirSync(resultsFolder, { recursive: true })
  writeFileSync(join(resultsFolder, file), text)
}

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
