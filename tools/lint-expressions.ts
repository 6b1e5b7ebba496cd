import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lintExpressions } from '../src/helm/lint/index.js'

/** `npm run lint-expressions`: no chart of this project asks an expression for its truth or compares it with `===`. */
const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const folders = ['src/platform', 'examples/toolkit-minimal/src', 'examples/tenants/src']

const files = folders.flatMap((folder) =>
  readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(projectFolder, folder, name)),
)

// Examples get the toolkit as a package, which a checkout does not install for them.
const paths = { 'slipway/helm': [join(projectFolder, 'src/helm/index.ts')] }
const problems = lintExpressions({ files, paths })
for (const problem of problems) console.error(problem)
console.log(`${files.length} files ask ${problems.length} expressions for a value`)
if (problems.length > 0) process.exitCode = 1
