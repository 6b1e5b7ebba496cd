import { constants } from 'node:os'
import { inWords, none, sum } from './tests/counts.js'
import { type Result, type RunningStep, startStep } from './tests/run-step.js'
import { startable } from './tests/schedule.js'
import { type Part, parts, type Step } from './tests/steps.js'

/**
 * `make test`: every check of the project, side by side where a core would idle. All of them run even when one fails; the
 * last lines name what failed, and count the checks together with the single tests of Vitest and pytest. Arguments
 * choose parts of tools/tests/steps.ts.
 */
const cores = 2
const progressSeconds = 30
/** How long an interrupted step may take to clean up. */
const graceSeconds = 20

const isPart = (name: string): name is Part => name in parts
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !isPart(name))
if (unknown.length > 0 || chosen.length === 0) {
  const mistake = unknown.length > 0 ? `there is no part ${unknown.join(', ')}` : 'no part is named'
  console.error(`${mistake}: the parts are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}

let isInterrupted = false
const running = new Map<Step, RunningStep>()
const secondsSince = (start: number): number => Math.round((performance.now() - start) / 1000)

const runAll = async (steps: readonly Step[]): Promise<readonly Result[]> => {
  const waiting = [...steps]
  const results: Result[] = []
  while (waiting.length > 0 || running.size > 0) {
    for (const step of startable(waiting, [...running.keys()], cores)) {
      waiting.splice(waiting.indexOf(step), 1)
      console.log(`starts: ${step.name}`)
      running.set(step, startStep(step))
    }
    const result = await Promise.race([...running.values()].map((step) => step.result))
    if (isInterrupted) return []
    running.delete(result.step)
    report(result)
    results.push(result)
  }
  return results.sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step))
}

const report = ({ step, counts, seconds, output }: Result): void => {
  console.log(`\n== ${step.name}: ${seconds} s\n${output.trim()}`)
  if (counts.failed > 0) console.log(`FAILED: ${step.name} (${step.command.join(' ')})`)
}

const summarize = (results: readonly Result[]): void => {
  console.log()
  for (const { step, counts, seconds } of results) {
    console.log(`${step.name.padEnd(48)} ${`${seconds} s`.padStart(6)} of ${step.seconds}   ${inWords(counts)}`)
  }
  for (const { step, counts } of results) {
    for (const failure of counts.failures) console.log(`FAILED: ${step.name}: ${failure}`)
  }
  const total = results.map(({ counts }) => counts).reduce(sum, none)
  console.log(`\nafter ${secondsSince(begin)} s\n${inWords(total)}`)
  process.exitCode = total.failed === 0 ? 0 : 1
}

/** Stops what runs, and says what it has said; a second signal waits for nothing. */
const interrupt = (name: 'SIGINT' | 'SIGTERM'): void => {
  const steps = [...running.values()]
  if (isInterrupted) {
    for (const step of steps) step.signal('SIGKILL')
    process.exit(128 + constants.signals[name])
  }
  isInterrupted = true
  console.log(`\ninterrupted: stops ${steps.map(({ step }) => step.name).join(', ')}`)
  for (const step of steps) step.signal(name)
  const grace = new Promise((resolve) => setTimeout(resolve, graceSeconds * 1000))
  Promise.race([Promise.all(steps.map(({ result }) => result)), grace]).then(() => {
    for (const { step, output, signal } of steps) {
      signal('SIGKILL')
      console.log(`\n== ${step.name}, interrupted\n${output().trim()}`)
    }
    process.exit(128 + constants.signals[name])
  })
}
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interrupt(name))

const begin = performance.now()
const progress = setInterval(() => {
  const names = [...running.values()].map(({ step, start }) => `${step.name} (${secondsSince(start)} s)`)
  console.log(`after ${secondsSince(begin)} s: ${names.join(', ')}`)
}, progressSeconds * 1000)

const results = await runAll(chosen.filter(isPart).flatMap((name): readonly Step[] => parts[name]))
clearInterval(progress)
if (!isInterrupted) summarize(results)
