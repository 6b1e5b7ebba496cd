import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { projectFolder } from '../../src/cli/project.js'
import { describeMachine } from './machine.js'
import { benchmarksPage, type Measured, terminalText } from './page.js'
import { endProgress, progressOf } from './progress.js'
import { sections } from './sections/index.js'
import { createWorkspace, type Workspace } from './workspace.js'

interface Options {
  readonly only?: string
  readonly write: boolean
  readonly rounds?: number
}

const page = 'docs/benchmarks.md'

const count = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It is a number from 1, such as 3.')
  return Number(text)
}

const command = new Command('npm run bench --')
  .description(`Measures slipway and what it is compared with; prints the results and writes ${page}.`)
  .addOption(
    new Option('--only <section>', 'measure one section; nothing is written').choices(sections.map(({ name }) => name)),
  )
  .option('--rounds <number>', 'rounds of every section, for a first look; nothing is written', count)
  .option('--no-write', 'only print')
  .addHelpText(
    'after',
    `
Takes about ten minutes on two cores; a busy machine spoils the numbers. Works in a temporary copy of the checkout.
Needs what \`make tools\` builds. The first run installs cdk8s into .cache, which needs the npm registry.`,
  )
  .showHelpAfterError()

const run = async ({ only, write, rounds }: Options): Promise<void> => {
  const started = performance.now()
  const machine = describeMachine()
  let copy: Workspace | undefined
  const workspace = (): Workspace => {
    copy ??= createWorkspace()
    return copy
  }
  const measured: Measured[] = []
  const failed: string[] = []
  for (const section of sections.filter(({ name }) => only === undefined || name === only)) {
    const bench = { progress: progressOf(section.name), workspace, ...(rounds !== undefined && { rounds }) }
    try {
      measured.push({ section, outcome: await section.measure(bench) })
    } catch (error) {
      // What the other sections take minutes to find out is not lost.
      failed.push(`${section.name} could not be measured: ${(error as Error).message}`)
    }
    endProgress()
  }
  console.log(terminalText(measured))
  if (failed.length > 0) {
    console.error(`\n${failed.join('\n')}`)
    process.exitCode = 1
    return
  }
  if (only !== undefined || rounds !== undefined || !write) return
  const minutes = (performance.now() - started) / 60_000
  const day = new Date().toISOString().slice(0, 10)
  writeFileSync(join(projectFolder, page), benchmarksPage({ machine, measured, day, minutes }))
  console.error(`wrote ${page}`)
}

// The temporary copy goes with the process, also when it is interrupted.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
await run(command.parse().opts<Options>())
