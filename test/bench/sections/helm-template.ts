import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../../src/cli/project.js'
import { readValuesFile } from '../../../src/cli/values-input.js'
import { mergeValues } from '../../../src/helm/index.js'
import { parseManifests } from '../../../src/helm/testing/helm-command.js'
import { runCommand } from '../command.js'
import { type Contender, interleave, samplesOf } from '../contender.js'
import { engineContender, requestOf, startEngine } from '../engine.js'
import { ratioCell, timeCells, timeHeader, times } from '../figures.js'
import { writeHandWrittenChart } from '../hand-written-chart.js'
import { helmTemplate, productionValues } from '../helm.js'
import { type Bench, type Outcome, type Section, verdictOf } from '../outcome.js'
import { compareObjects, type Made } from '../same-objects.js'
import { ratioOf, summarize } from '../statistics.js'
import { withoutStores } from '../without-stores.js'

const rounds = 30
const rendersPerRound = 10
const wantedRatio = 1.1

const reference = 'hand-written'
const charts = ['generated', 'generated, without checks.yaml', reference] as const
type ChartName = (typeof charts)[number]

const measure = async (bench: Bench): Promise<Outcome> => {
  const { folder, scratch } = bench.workspace()
  const complete = writeCharts(scratch('charts'))
  const templatesOnly = writeCharts(scratch('templates'))
  const values = writeValues(scratch('values'))
  for (const chart of charts) rmSync(join(templatesOnly(chart), 'values.schema.json'))
  const objectsOf = (chart: ChartName): Made['objects'] =>
    parseManifests(runCommand(helmTemplate(complete(chart), folder, values)).stdout).map(({ object }) => object)
  const equality = compareObjects(
    { by: 'The hand-written chart', objects: objectsOf(reference) },
    { by: 'the generated one', objects: objectsOf('generated') },
  )
  const engine = startEngine()
  try {
    const processes = charts.map(
      (chart): Contender => ({
        name: processOf(chart),
        run: () => runCommand(helmTemplate(complete(chart), folder, values)).milliseconds,
      }),
    )
    const templates =
      engine === undefined
        ? []
        : charts.map((chart) =>
            engineContender(templatesOf(chart), engine, requestOf(templatesOnly(chart), values), rendersPerRound),
          )
    const samples = await interleave([...processes, ...templates], bench, rounds)
    const row = (chart: ChartName, nameOf: (chart: ChartName) => string) => [
      nameOf(chart),
      ...timeCells(summarize(samplesOf(samples, nameOf(chart)))),
      chart === reference
        ? '1×'
        : ratioCell(ratioOf(samplesOf(samples, nameOf(chart)), samplesOf(samples, nameOf(reference)))),
    ]
    const ratio = ratioOf(samplesOf(samples, processOf('generated')), samplesOf(samples, processOf(reference))).median
    return {
      goals: [
        {
          what: '`helm template` of the generated chart against a hand-written one',
          wanted: `at most ${times(wantedRatio)}`,
          measured: times(ratio),
          verdict: verdictOf(ratio <= wantedRatio),
        },
      ],
      tables: [
        {
          header: ['what', ...timeHeader, 'against the hand-written chart'],
          rows: [
            ...charts.map((chart) => row(chart, processOf)),
            ...(engine === undefined ? [] : charts.map((chart) => row(chart, templatesOf))),
          ],
        },
      ],
      notes: [
        equality,
        'The hand-written chart (`test/bench/hand-written`) has the same switches, and shares values.yaml and ' +
          'values.schema.json with the generated one; a test compares the objects of both for every input of the laws. It has ' +
          'no stores and no Jobs, so that both charts are measured with values that switch these off. ' +
          'It does without assertions: what those cost is the difference between the two generated charts.',
        'Most of a `helm template` is the start of the process and the compilation of the schema, the same for all. The ' +
          `rows "templates only" are renders in the Go engine without a schema, the mean of ${rendersPerRound} in a run: ` +
          'they show the templates alone, and are no goal.',
      ],
    }
  } finally {
    engine?.close()
  }
}

const processOf = (chart: ChartName): string => `\`helm template\`, ${chart}`
const templatesOf = (chart: ChartName): string => `templates only, ${chart}`

/** values/production.yaml, but for the stores, which the hand-written chart does not have. */
const writeValues = (folder: string): string => {
  const file = join(folder, 'values.json')
  writeFileSync(file, JSON.stringify(mergeValues(readValuesFile(productionValues), withoutStores)))
  return file
}

const writeCharts = (folder: string): ((chart: ChartName) => string) => {
  const folderOf = (chart: ChartName) => join(folder, String(charts.indexOf(chart)))
  const generated = join(projectFolder, 'chart')
  cpSync(generated, folderOf('generated'), { recursive: true })
  cpSync(generated, folderOf('generated, without checks.yaml'), { recursive: true })
  rmSync(join(folderOf('generated, without checks.yaml'), 'templates/checks.yaml'))
  writeHandWrittenChart(folderOf(reference))
  return folderOf
}

export const helmTemplates: Section = {
  name: 'helm-template',
  title: '`helm template` of the generated chart',
  measure,
}
