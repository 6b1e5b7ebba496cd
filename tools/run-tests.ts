import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../src/cli/project.js'

/**
 * `make test`: every check of the project, one after the other. All of them run even when one fails; the last line
 * counts them together with the single tests of Vitest.
 */
interface Check {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

const checks: readonly Check[] = [
  { name: 'formatting and lint', command: ['npx', 'biome', 'ci', '.'] },
  { name: 'types, with the negative tests of test/typings', command: ['npx', 'tsc', '-p', 'tsconfig.json'] },
  { name: 'generated files are up to date', command: ['npm', 'run', '--silent', 'check'] },
  { name: 'Kubernetes schemas are up to date', command: ['npm', 'run', '--silent', 'schemas', '--', '--check'] },
]

const vitestReport = join(projectFolder, '.cache/vitest.json')
const vitest = ['npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]

const succeeds = ([program, ...args]: readonly [string, ...string[]]): boolean =>
  spawnSync(program, args, { cwd: projectFolder, stdio: 'inherit' }).status === 0

let passed = 0
let failed = 0
for (const { name, command } of checks) {
  console.log(`\n== ${name}`)
  if (succeeds(command)) passed++
  else {
    failed++
    console.log(`FAILED: ${name} (${command.join(' ')})`)
  }
}

console.log('\n== tests')
rmSync(vitestReport, { force: true })
const vitestSucceeded = succeeds(vitest as [string, ...string[]])
const counted = (
  existsSync(vitestReport)
    ? JSON.parse(readFileSync(vitestReport, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1 }
) as { readonly numPassedTests: number; readonly numFailedTests: number; readonly numFailedTestSuites: number }
passed += counted.numPassedTests
failed += counted.numFailedTests
// A file that cannot even be loaded counts no failed test of its own.
if (!vitestSucceeded && counted.numFailedTests === 0) failed += Math.max(1, counted.numFailedTestSuites)

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
