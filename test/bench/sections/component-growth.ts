import { projectFolder } from '../../../src/cli/project.js'
import { compileChart, printChart } from '../../../src/helm/index.js'
import type { HelmEngine } from '../../../src/helm/testing/index.js'
import { interleave, samplesOf } from '../contender.js'
import { engineContender, startEngine } from '../engine.js'
import {
  type Curve,
  curveOf,
  type Growth,
  growthTable,
  howMeasured,
  linearGoal,
  measureSteps,
} from '../growth-curves.js'
import { componentChart } from '../in-process/component-chart/index.js'
import { type Bench, type Goal, type Outcome, type Section, type Table, verdictOf } from '../outcome.js'
import { growthExponent, summarize } from '../statistics.js'

const components: Growth = {
  of: 'components',
  one: 'a component',
  sizes: [10, 30, 100],
  warmUps: { 10: 30, 30: 15, 100: 5 },
}

type Files = ReadonlyMap<string, string>

const measure = async (bench: Bench): Promise<Outcome> => {
  const { curves, runs } = await measureSteps(bench, components)
  const charts = new Map(components.sizes.map((size) => [size, filesOf(size)]))
  const engine = startEngine()
  try {
    const inHelm = engine && (await measureTemplates(bench, engine, charts))
    const sizes = [...charts].map(([size, files]) => ({ size, ...linesOf(files) }))
    return {
      goals: [
        linearGoal('growth of every step with the number of components', components, curves),
        linesGoal(sizes),
        inHelm === undefined
          ? { what: templatesGoal, wanted: 'linear', measured: '', verdict: 'not measured' }
          : linearGoal(templatesGoal, components, [inHelm]),
      ],
      tables: [growthTable(components, [...curves, ...(inHelm === undefined ? [] : [inHelm])]), linesTable(sizes)],
      notes: [
        'Each component has a Deployment, a Service, a ServiceAccount, a NetworkPolicy whose rules are those of shared ' +
          'helpers, two rules of its own, seven values, and an entry in the table of facts, of which a quota and rules ' +
          `over all components are made. It calls the one before it. ${howMeasured(components, runs)}`,
        'The last row is real Helm: renders in the Go engine without a schema, so the templates alone, the mean of ' +
          `${rendersInGo} in a run. A component's own files are those in its folder; shared files are the helpers, the ` +
          'rules over all, the quota and `checks.yaml`. All lines of the chart count its values and their schema too.',
      ],
    }
  } finally {
    engine?.close()
  }
}

const filesOf = (size: number): Files =>
  printChart(compileChart(componentChart.definition(size), componentChart.schema(size)), {
    sourceRoot: projectFolder,
    buildCommand: 'npm run build',
  })

const rendersInGo = 10
const templatesGoal = 'growth of the templates in Helm with the number of components'

const measureTemplates = async (
  bench: Bench,
  engine: HelmEngine,
  charts: ReadonlyMap<number, Files>,
): Promise<Curve> => {
  const nameOf = (size: number): string => `${size} components in Helm`
  const contenders = [...charts].map(([size, files]) => {
    const templates = new Map([...files].filter(([path]) => path !== 'values.schema.json'))
    return engineContender(nameOf(size), engine, { chart: templates, releaseName: 'shop' }, rendersInGo)
  })
  const samples = await interleave(contenders, bench)
  return curveOf(
    'templates in Helm',
    [...charts.keys()].map((size) => ({ size, time: summarize(samplesOf(samples, nameOf(size))).median })),
  )
}

interface Lines {
  /** In the folders of the components. */
  readonly own: number
  /** In all other templates. */
  readonly shared: number
  readonly all: number
}

const linesOf = (files: Files): Lines => {
  const count = (isCounted: (path: string) => boolean): number =>
    [...files].reduce((sum, [path, content]) => (isCounted(path) ? sum + content.split('\n').length - 1 : sum), 0)
  const isOwn = (path: string): boolean => /^templates\/c\d+\//.test(path)
  return {
    own: count(isOwn),
    shared: count((path) => path.startsWith('templates/') && !isOwn(path)),
    all: count(() => true),
  }
}

type Sizes = readonly (Lines & { readonly size: number })[]

const kinds: Readonly<Record<keyof Lines, string>> = {
  own: "components' own files",
  shared: 'shared files of the templates',
  all: 'the whole chart',
}

const exponentOf = (sizes: Sizes, kind: keyof Lines): number =>
  growthExponent(sizes.map(({ size, [kind]: time }) => ({ size, time })))

const linesGoal = (sizes: Sizes): Goal => {
  const exponent = Math.max(...(Object.keys(kinds) as (keyof Lines)[]).map((kind) => exponentOf(sizes.slice(-2), kind)))
  return {
    what: 'growth of the lines of the chart with the number of components',
    wanted: 'not faster than linear: exponent at most 1.01 from 30 to 100',
    measured: exponent.toFixed(3),
    verdict: verdictOf(exponent <= 1.01),
  }
}

const linesTable = (sizes: Sizes): Table => {
  const [before, last] = sizes.slice(-2) as [Sizes[number], Sizes[number]]
  return {
    header: [
      'lines',
      ...sizes.map(({ size }) => `${size} components`),
      'one more component',
      'exponent, 10 to 100',
      'exponent, 30 to 100',
    ],
    rows: (Object.entries(kinds) as [keyof Lines, string][]).map(([kind, name]) => [
      name,
      ...sizes.map((lines) => lines[kind].toLocaleString('en-US')),
      ((last[kind] - before[kind]) / (last.size - before.size)).toFixed(1),
      exponentOf(sizes, kind).toFixed(2),
      exponentOf(sizes.slice(-2), kind).toFixed(2),
    ]),
  }
}

export const componentGrowth: Section = {
  name: 'component-growth',
  title: 'Growth with the number of components',
  measure,
}
