import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** How much somebody has to read. */
export interface TemplateSize {
  readonly files: number
  readonly lines: number
  /** Lines at the left margin that declare a variable, such as `{{- $name := … }}`. */
  readonly variables: number
}

/** Of all files in the `templates` of a chart. */
export const templateSize = (chart: string): TemplateSize => {
  const folder = join(chart, 'templates')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
  const lines = files.flatMap((path) => readFileSync(path, 'utf8').replace(/\n$/, '').split('\n'))
  return { files: files.length, lines: lines.length, variables: lines.filter(declaresVariable).length }
}

const declaresVariable = (line: string): boolean => /^\{\{-?\s*\$[A-Za-z]\w*\s*:=/.test(line)
