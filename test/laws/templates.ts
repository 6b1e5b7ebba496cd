import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'

/** A file of chart/templates. */
export interface Template {
  readonly path: string
  readonly text: string
}

const folder = join(projectFolder, 'chart/templates')

/** All templates of the chart, helpers and notes too. */
export const templates: readonly Template[] = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: path.slice(folder.length + 1), text: readFileSync(path, 'utf8') }))

/** Says what is wrong with the text of the templates, one sentence each. */
export type TemplateLaw = (templates: readonly Template[]) => readonly string[]

/** What stands in actions, without comments and strings. */
export const codeOf = ({ text }: Template): string =>
  [...text.replaceAll(/\{\{-? ?\/\*[\s\S]*?\*\/ ?-?\}\}/g, '').matchAll(/\{\{-?((?:"(?:\\.|[^"\\])*"|[^"])*?)-?\}\}/g)]
    .map(([, action = '']) => action.replaceAll(/"(?:\\.|[^"\\])*"/g, '""'))
    .join('\n')
