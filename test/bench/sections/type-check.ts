import { runCommand } from '../command.js'
import { interleave, samplesOf } from '../contender.js'
import { duration, timeCells, timeHeader } from '../figures.js'
import { type Bench, type Outcome, type Section, verdictOf } from '../outcome.js'
import { summarize } from '../statistics.js'
import { compiler } from '../workspace.js'

const name = '`tsc -p tsconfig.json`'
const wantedSeconds = 1

const measure = async (bench: Bench): Promise<Outcome> => {
  const { folder } = bench.workspace()
  const command = { program: process.execPath, args: [compiler, '-p', 'tsconfig.json'], cwd: folder }
  const samples = await interleave([{ name, run: () => runCommand(command).milliseconds }], bench)
  const summary = summarize(samplesOf(samples, name))
  return {
    goals: [
      {
        what: 'type check of the whole repository',
        wanted: `at most ${wantedSeconds} s`,
        measured: duration(summary.median),
        verdict: verdictOf(summary.median <= wantedSeconds * 1000),
      },
    ],
    tables: [{ header: ['command', ...timeHeader], rows: [[name, ...timeCells(summary)]] }],
    notes: ['Source, tests and tools, with the negative tests of the types. Nothing is kept between runs.'],
  }
}

export const typeCheck: Section = { name: 'type-check', title: 'Type check', measure }
