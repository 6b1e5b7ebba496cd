import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import { type Counts, countsOf, none, sum } from './counts.js'
import type { Step } from './steps.js'

/** A step that runs. */
export interface RunningStep {
  readonly step: Step
  readonly start: number
  readonly result: Promise<Result>
  /** Sends a signal to all of its processes. */
  readonly signal: (name: NodeJS.Signals) => void
  /** All that it has said. */
  readonly output: () => string
}

export interface Result {
  readonly step: Step
  readonly seconds: number
  readonly counts: Counts
  readonly output: string
}

/** How a runner is told to write a report of its tests. */
const reporting = (runner: Step['runner'], report: string): { args: readonly string[]; environment: object } => {
  switch (runner) {
    case 'vitest':
      return { args: ['--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`], environment: {} }
    case 'pytest':
      return { args: [], environment: { PYTEST_ADDOPTS: `--junit-xml=${report}` } }
    default:
      return { args: [], environment: {} }
  }
}

export const startStep = (step: Step): RunningStep => {
  const report = join(projectFolder, '.cache/tests', `${step.name.replaceAll(/\W+/g, '-')}.xml`)
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const [program, ...args] = step.command
  const { args: more, environment } = reporting(step.runner, report)
  const start = performance.now()
  const child = spawn(program, [...args, ...more], {
    cwd: projectFolder,
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...step.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that a signal reaches whatever it starts.
    detached: true,
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text))
  const output = () => Buffer.concat(said).toString()
  const result = ended(child).then((succeeded) => ({
    step,
    seconds: Math.round((performance.now() - start) / 1000),
    counts: countsIn(step, report, succeeded),
    output: output(),
  }))
  return { step, start, result, output, signal: (name) => signalGroup(child, name) }
}

const ended = (child: ChildProcess): Promise<boolean> =>
  new Promise((resolve) => {
    child.on('error', () => resolve(false))
    // Not its output's end: that may be held open by what it has left behind.
    child.on('exit', (code) => setTimeout(() => resolve(code === 0), 100))
  })

const signalGroup = ({ pid }: ChildProcess, name: NodeJS.Signals): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, name)
  } catch {
    // It has ended by itself.
  }
}

const countsIn = ({ name, runner }: Step, report: string, succeeded: boolean): Counts => {
  const counted = existsSync(report) ? countsOf(readFileSync(report, 'utf8')) : none
  // A step that is one check; or a runner that gave up, for example on a file that cannot be loaded.
  if (runner === undefined || (!succeeded && counted.failed === 0)) {
    return sum(counted, succeeded ? { ...none, passed: 1 } : { ...none, failed: 1, failures: [name] })
  }
  return counted
}
