/**
 * Renders the platform's chart in process as often as it is asked to and answers with the milliseconds of all renders
 * together. Arguments: the schema of the values and the overrides, as JSON files.
 */
import { readFileSync } from 'node:fs'
import { compileChart, type JsonSchema, type PlainMap, renderChart } from '../../../src/helm/index.js'
import { platformChart } from '../../../src/platform/chart.js'

export interface RenderRequest {
  readonly renders: number
  /** Without a schema only merging and rendering are left. */
  readonly validate: boolean
}

export interface RenderReply {
  readonly milliseconds: number
  /** Of the last render. */
  readonly objects: readonly PlainMap[]
}

const [schemaFile = '', overridesFile = ''] = process.argv.slice(2)
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const overrides = readJson(overridesFile) as PlainMap
const chart = compileChart(platformChart, readJson(schemaFile) as JsonSchema)
const unchecked = { ...chart, schema: { type: 'object' } as const }
const input = { overrides, releaseName: 'shop', namespace: 'default' }

process.on('message', ({ renders, validate }: RenderRequest) => {
  const rendered = validate ? chart : unchecked
  let rendering = renderChart(rendered, input)
  globalThis.gc?.()
  const started = performance.now()
  for (let render = 0; render < renders; render++) rendering = renderChart(rendered, input)
  const milliseconds = performance.now() - started
  process.send?.({ milliseconds, objects: rendering.objects.map(({ object }) => object) } satisfies RenderReply)
})
