import {
  type ChartSource,
  type CompiledChart,
  compileChart,
  defineChart,
  type JsonSchema,
  lines,
  printTemplates,
  type Resource,
  valuesOf,
} from '../../src/helm/index.js'

/** Values with one key of each type, for tests of single constructs. */
export interface SampleValues {
  readonly name: string
  readonly mode: 'one' | 'two' | 'three'
  readonly count: number
  readonly ratio: number
  readonly enabled: boolean
  readonly text: string
  readonly empty: string
  readonly words: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly ports: Readonly<Record<string, number>>
  readonly services: Readonly<Record<string, { readonly port: number; readonly public: boolean }>>
  readonly object: object
  readonly nested: { readonly inner: { readonly value: string } }
  readonly optional?: number
  readonly maybe?: boolean
  readonly extra?: Readonly<Record<string, string>>
  readonly parent?: { readonly child: { readonly value: string } }
}

export const sampleDefaults: SampleValues = {
  name: 'sample',
  mode: 'one',
  count: 3,
  ratio: 0.5,
  enabled: true,
  text: 'some text',
  empty: '',
  words: ['alpha', 'beta'],
  labels: { team: 'x' },
  ports: { http: 80, admin: 9000 },
  services: { web: { port: 80, public: true }, internal: { port: 81, public: false } },
  object: { any: { thing: [1, 2] } },
  nested: { inner: { value: 'deep' } },
}

const integer = { type: 'integer', minimum: 0, maximum: 1e9 } as const
const text = { type: 'string' } as const

export const sampleSchema: JsonSchema = {
  type: 'object',
  properties: {
    name: text,
    mode: { type: 'string', enum: ['one', 'two', 'three'] },
    count: integer,
    ratio: { type: 'number' },
    enabled: { type: 'boolean' },
    text,
    empty: text,
    words: { type: 'array', items: text },
    labels: { type: 'object', additionalProperties: text },
    ports: { type: 'object', additionalProperties: integer },
    services: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { port: integer, public: { type: 'boolean' } },
        required: ['port', 'public'],
        additionalProperties: false,
      },
    },
    object: { type: 'object' },
    nested: {
      type: 'object',
      properties: { inner: { type: 'object', properties: { value: text }, required: ['value'] } },
      required: ['inner'],
    },
    optional: integer,
    maybe: { type: 'boolean' },
    extra: { type: 'object', additionalProperties: text },
    parent: {
      type: 'object',
      properties: { child: { type: 'object', properties: { value: text }, required: ['value'] } },
      required: ['child'],
    },
  },
  required: Object.keys(sampleDefaults),
  additionalProperties: false,
}

export const sample = valuesOf<SampleValues>()

type Parts = Partial<Pick<ChartSource<SampleValues>, 'assertions' | 'helpers' | 'notes' | 'templates' | 'defaults'>>

/** A chart of the given parts over the sample values. */
export const sampleChart = (parts: Parts): CompiledChart =>
  compileChart(
    defineChart<SampleValues>({
      metadata: {
        name: 'sample',
        version: '1.2.3',
        appVersion: '4.5.6',
        description: 'A sample.',
        kubeVersion: '>=1.33-0',
      },
      defaults: sampleDefaults,
      templates: {},
      helpers: [],
      assertions: [],
      notes: lines`Hello.`,
      ...parts,
    }),
    sampleSchema,
  )

export const printOptions = { sourceRoot: process.cwd(), buildCommand: 'npm run build' }

/** The template of one object without its first line. */
export const printed = (resource: Resource, parts: Parts = {}): string =>
  fileOf(sampleChart({ ...parts, templates: { object: resource, ...parts.templates } }), 'templates/object.yaml')

/** A printed file without its first line, which names the source. */
export const fileOf = (chart: CompiledChart, path: string): string => {
  const text = printTemplates(chart, printOptions).get(path)?.toString() ?? `the chart has no ${path}`
  return text.slice(text.indexOf('\n') + 1)
}
