import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectFolder } from '../src/cli/project.js'
import { Failure } from './failure.js'
import { isSurvivor, printPage } from './mutation/page.js'
import { entriesFor, keyOf, readReasons } from './mutation/reasons.js'
import { readReport } from './mutation/stryker-report.js'

const reportFile = '.cache/mutation/report.json'
const reasonsFile = 'test/mutation/survivors.yaml'
const pageFile = 'docs/mutation.md'

const usage = `usage: npm run mutation-report -- [--help]

Writes ${pageFile} from the results of "npm run mutate" in ${reportFile}. Fails when a survivor has no reason in
${reasonsFile}, or when a reason there belongs to no survivor.`

function main(): void {
  if (wantsHelp()) return console.log(usage)
  const mutants = readReport(join(projectFolder, reportFile))
  const survivors = mutants.filter(isSurvivor)
  const reasons = readReasons(join(projectFolder, reasonsFile))
  writeFileSync(join(projectFolder, pageFile), printPage(mutants, reasons))
  const unexplained = survivors.filter((mutant) => !reasons.has(keyOf(mutant)))
  const keys = new Set(survivors.map(keyOf))
  const stale = [...reasons.keys()].filter((key) => !keys.has(key))
  const complaints = [
    ...(unexplained.length === 0
      ? []
      : [
          `${unexplained.length} survivors have no reason: let a test notice them, or say in ${reasonsFile} why none can:`,
          entriesFor(unexplained),
        ]),
    ...(stale.length === 0
      ? []
      : [`these reasons in ${reasonsFile} belong to no survivor: remove them`, ...stale.map((key) => `  ${key}`)]),
  ]
  if (complaints.length > 0) throw new Failure(complaints.join('\n'))
  console.log(`wrote ${pageFile}: ${mutants.length} mutants, ${survivors.length} survivors, each with its reason`)
}

function wantsHelp(): boolean {
  try {
    return parseArgs({ options: { help: { type: 'boolean' } } }).values.help ?? false
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n${usage}`)
  }
}

try {
  main()
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(error.message)
  process.exitCode = 1
}
