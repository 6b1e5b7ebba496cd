import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../../src/cli/project.js'
import { parseManifests } from '../../../src/helm/testing/helm-command.js'
import { runCommand } from '../command.js'
import { type Contender, interleave, samplesOf } from '../contender.js'
import { engineContender, requestOf, startEngine } from '../engine.js'
import { ratioCell, timeCells, timeHeader, times } from '../figures.js'
import { writeHandWrittenChart } from '../hand-written-chart.js'
import { helmTemplate } from '../helm.js'
import { type Bench, type Goal, type Outcome, type Section, verdictOf } from '../outcome.js'
import { compareObjects, type Made } from '../same-objects.js'
import { ratioOf, summarize } from '../statistics.js'
import { templateSize } from '../template-size.js'

const rounds = 30
const rendersPerRound = 10
const wantedRatio = { processes: 1.1, templates: 2 } as const

const reference = 'hand-written'
const charts = ['generated', 'generated, without checks.yaml', reference] as const
type ChartName = (typeof charts)[number]

const measure = async (bench: Bench): Promise<Outcome> => {
  const { folder, scratch } = bench.workspace()
  const complete = writeCharts(scratch('charts'))
  const templatesOnly = writeCharts(scratch('templates'))
  for (const chart of charts) rmSync(join(templatesOnly(chart), 'values.schema.json'))
  const objectsOf = (chart: ChartName): Made['objects'] =>
    parseManifests(runCommand(helmTemplate(complete(chart), folder)).stdout).map(({ object }) => object)
  const equality = compareObjects(
    { by: 'The hand-written chart', objects: objectsOf(reference) },
    { by: 'the generated one', objects: objectsOf('generated') },
  )
  const engine = startEngine()
  try {
    const processes = charts.map(
      (chart): Contender => ({
        name: processOf(chart),
        run: () => runCommand(helmTemplate(complete(chart), folder)).milliseconds,
      }),
    )
    const templates =
      engine === undefined
        ? []
        : charts.map((chart) =>
            engineContender(templatesOf(chart), engine, requestOf(templatesOnly(chart)), rendersPerRound),
          )
    const samples = await interleave([...processes, ...templates], bench, rounds)
    const row = (chart: ChartName, nameOf: (chart: ChartName) => string) => [
      nameOf(chart),
      ...timeCells(summarize(samplesOf(samples, nameOf(chart)))),
      chart === reference
        ? '1×'
        : ratioCell(ratioOf(samplesOf(samples, nameOf(chart)), samplesOf(samples, nameOf(reference)))),
    ]
    const ratio = (nameOf: (chart: ChartName) => string) =>
      ratioOf(samplesOf(samples, nameOf('generated')), samplesOf(samples, nameOf(reference))).median
    return {
      goals: [
        goal('`helm template` of the generated chart', wantedRatio.processes, ratio(processOf)),
        goal('templates alone of the generated chart', wantedRatio.templates, engine && ratio(templatesOf)),
      ],
      tables: [
        {
          header: ['what', ...timeHeader, 'against the hand-written chart'],
          rows: [
            ...charts.map((chart) => row(chart, processOf)),
            ...(engine === undefined ? [] : charts.map((chart) => row(chart, templatesOf))),
          ],
        },
        {
          header: ['templates', 'files', 'lines', 'variables at the left margin'],
          rows: (['generated', reference] as const).map((chart) => {
            const { files, lines, variables } = templateSize(complete(chart))
            return [chart, ...[files, lines, variables].map((count) => count.toLocaleString('en-US'))]
          }),
        },
      ],
      notes: [
        equality,
        'The hand-written chart (`test/bench/hand-written`) has the same switches and the same checks, and shares ' +
          'values.yaml and values.schema.json with the generated one. A test compares the objects of both for every input ' +
          'of the laws, and objects, notes and refusals for whatever the suites of helm-unittest set. The row without ' +
          'checks.yaml shows what the checks cost.',
        'Most of a `helm template` is the start of the process and the compilation of the schema, the same for all. The ' +
          `rows "templates only" are renders in the Go engine without a schema, the mean of ${rendersPerRound} in a run: ` +
          'they show the templates alone. Variables are the lines that begin with `{{- $name :=`.',
      ],
    }
  } finally {
    engine?.close()
  }
}

const processOf = (chart: ChartName): string => `\`helm template\`, ${chart}`
const templatesOf = (chart: ChartName): string => `templates only, ${chart}`

const goal = (what: string, wanted: number, ratio: number | undefined): Goal => ({
  what: `${what} against a hand-written one`,
  wanted: `at most ${times(wanted)}`,
  measured: ratio === undefined ? '' : times(ratio),
  verdict: ratio === undefined ? 'not measured' : verdictOf(ratio <= wanted),
})

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
