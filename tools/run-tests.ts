import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../src/cli/project.js'
import { type Counts, countsOf, inWords, none, sum } from './tests/counts.js'
import { type Part, parts, type Step } from './tests/steps.js'

/**
 * `make test`: every check of the project, one after the other. All of them run even when one fails; the last lines
 * name what failed, and count the checks together with the single tests of Vitest and pytest. Arguments choose parts
 * of tools/tests/steps.ts.
 */
const report = join(projectFolder, '.cache/tests.xml')

const reporting: Readonly<Record<NonNullable<Step['runner']>, { args: readonly string[]; environment: object }>> = {
  vitest: { args: ['--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`], environment: {} },
  pytest: { args: [], environment: { PYTEST_ADDOPTS: `--junit-xml=${report}` } },
}

function run({ name, command: [program, ...args], runner }: Step): Counts {
  rmSync(report, { force: true })
  const { args: more, environment } = runner === undefined ? { args: [], environment: {} } : reporting[runner]
  const { status } = spawnSync(program, [...args, ...more], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const succeeded = status === 0
  const counted = existsSync(report) ? countsOf(readFileSync(report, 'utf8')) : none
  // A step that is one check; or a runner that gave up, for example on a file that cannot be loaded.
  if (runner === undefined || (!succeeded && counted.failed === 0)) {
    return sum(counted, succeeded ? { ...none, passed: 1 } : { ...none, failed: 1, failures: [name] })
  }
  return counted
}

const isPart = (name: string): name is Part => name in parts
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !isPart(name))
if (unknown.length > 0) {
  console.error(`there is no part ${unknown.join(', ')}: the parts are ${Object.keys(parts).join(' and ')}`)
  process.exit(2)
}

mkdirSync(join(projectFolder, '.cache'), { recursive: true })
const names = (chosen.length === 0 ? Object.keys(parts) : chosen).filter(isPart)
const results = names
  .flatMap((name): readonly Step[] => parts[name])
  .map((step) => {
    console.log(`\n== ${step.name}`)
    const start = performance.now()
    const counts = run(step)
    const seconds = Math.round((performance.now() - start) / 1000)
    if (counts.failed > 0) console.log(`FAILED: ${step.name} (${step.command.join(' ')})`)
    return { step, counts, seconds }
  })

console.log()
for (const { step, counts, seconds } of results) {
  console.log(`${step.name.padEnd(48)} ${`${seconds} s`.padStart(6)}   ${inWords(counts)}`)
}
for (const { step, counts } of results) {
  for (const failure of counts.failures) console.log(`FAILED: ${step.name}: ${failure}`)
}
const total = results.map(({ counts }) => counts).reduce(sum, none)
console.log(`\n${inWords(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
