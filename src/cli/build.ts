import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { asOverrides, printChart } from '../helm/index.js'
import { compilePlatform, printOptions, projectFolder } from './project.js'
import { flowsPage, valuesPage } from './reference-pages.js'
import { UserError } from './user-error.js'

/** Folders in which every file is generated: what the build does not write there does not belong there. */
const generatedFolders = ['chart', 'docs/reference']

/** Everything that is generated, by path below the project folder. */
const generatedFiles = (): ReadonlyMap<string, string> => {
  const chart = compilePlatform()
  const { title: _title, ...overrides } = asOverrides(chart.schema)
  return new Map([
    ...[...printChart(chart, printOptions)].map(([path, content]) => [`chart/${path}`, content] as const),
    ['schemas/values-override.schema.json', `${JSON.stringify(overrides, null, 2)}\n`],
    ['docs/reference/values.md', valuesPage(chart)],
    ['docs/reference/flows.md', flowsPage()],
  ])
}

/** Writes what has changed and removes what is no longer generated. Prints one line per file. */
export const build = (): void => {
  const started = performance.now()
  const files = generatedFiles()
  const stale = staleFiles(files)
  for (const path of stale) {
    const target = join(projectFolder, path)
    const content = files.get(path)
    if (content === undefined) rmSync(target)
    else {
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, content)
    }
    console.log(`${content === undefined ? 'removed' : 'wrote'} ${path}`)
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(2)
  console.log(`${files.size} generated files are up to date (${stale.length} changed) after ${seconds} s`)
}

/** @throws UserError naming every file that differs from what the build would write. */
export const check = (): void => {
  const files = generatedFiles()
  const stale = staleFiles(files)
  if (stale.length > 0) {
    throw new UserError(
      `these generated files are stale; run \`npm run build\` and commit them:\n  ${stale.join('\n  ')}`,
    )
  }
  console.log(`${files.size} generated files are up to date`)
}

const staleFiles = (files: ReadonlyMap<string, string>): readonly string[] => {
  const changed = [...files].filter(([path, content]) => readIfThere(path) !== content).map(([path]) => path)
  const unknown = generatedFolders.flatMap(filesBelow).filter((path) => !files.has(path))
  return [...changed, ...unknown]
}

const readIfThere = (path: string): string | undefined => {
  const file = join(projectFolder, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const filesBelow = (folder: string): readonly string[] => {
  const path = join(projectFolder, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1))
}
