/** Makes a chart of any size and answers with the milliseconds of each step. */
import { compileChart, printChart, renderChart, validateValues } from '../../../src/helm/index.js'
import { componentChart } from './component-chart/index.js'
import type { GrowingChart } from './growing-chart.js'
import { resourceChart } from './resource-chart.js'

export interface GrowthRequest {
  /** What the chart has many of. */
  readonly of: 'resources' | 'components'
  readonly size: number
}

/** Milliseconds by step. */
export interface GrowthReply {
  /** The author's code: nodes are made. */
  readonly author: number
  /** The first `validateValues`: the schema becomes a validator, which is kept. */
  readonly validator: number
  /** `compileChart`: checks, types and the evaluator. */
  readonly build: number
  /** `printChart`: all files of the chart. */
  readonly print: number
  /** One `renderChart` with the defaults, the mean of some after the first. */
  readonly evaluate: number
}

const charts: Readonly<Record<GrowthRequest['of'], GrowingChart>> = {
  resources: resourceChart,
  components: componentChart,
}

const timed = <T>(work: () => T): readonly [result: T, milliseconds: number] => {
  globalThis.gc?.()
  const started = performance.now()
  const result = work()
  return [result, performance.now() - started]
}

const renders = 5

const printOptions = { sourceRoot: process.cwd(), buildCommand: 'npm run build' } as const

process.on('message', ({ of, size }: GrowthRequest) => {
  const schema = charts[of].schema(size)
  const [definition, author] = timed(() => charts[of].definition(size))
  const [, validator] = timed(() => validateValues(definition.defaults, schema))
  const [chart, build] = timed(() => compileChart(definition, schema))
  const [, print] = timed(() => printChart(chart, printOptions))
  const { objects } = renderChart(chart)
  const [, evaluateAll] = timed(() => {
    for (let render = 0; render < renders; render++) renderChart(chart)
  })
  if (objects.length !== charts[of].objects(size)) {
    throw new Error(`a chart of ${size} ${of} made ${objects.length} objects`)
  }
  process.send?.({ author, validator, build, print, evaluate: evaluateAll / renders } satisfies GrowthReply)
})
