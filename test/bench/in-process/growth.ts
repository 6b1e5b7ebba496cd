/** Makes a chart of any number of resources and answers with the milliseconds of each step. */
import { compileChart, printChart, renderChart, validateValues } from '../../../src/helm/index.js'
import { growthChart, growthSchema } from './growth-chart.js'

export interface GrowthRequest {
  readonly resources: number
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

const timed = <T>(work: () => T): readonly [result: T, milliseconds: number] => {
  globalThis.gc?.()
  const started = performance.now()
  const result = work()
  return [result, performance.now() - started]
}

const renders = 5

const printOptions = { sourceRoot: process.cwd(), buildCommand: 'npm run build' } as const

process.on('message', ({ resources }: GrowthRequest) => {
  const schema = growthSchema(resources)
  const [definition, author] = timed(() => growthChart(resources))
  const [, validator] = timed(() => validateValues(definition.defaults, schema))
  const [chart, build] = timed(() => compileChart(definition, schema))
  const [files, print] = timed(() => printChart(chart, printOptions))
  const rendering = renderChart(chart)
  const [, evaluateAll] = timed(() => {
    for (let render = 0; render < renders; render++) renderChart(chart)
  })
  const templates = [...files.keys()].filter((path) => path.startsWith('templates/resources/')).length
  if (templates !== resources || rendering.objects.length !== resources) {
    throw new Error(`${resources} resources gave ${templates} templates and ${rendering.objects.length} objects`)
  }
  process.send?.({ author, validator, build, print, evaluate: evaluateAll / renders } satisfies GrowthReply)
})
