import {
  add,
  and,
  anyOf,
  chartInfo,
  each,
  entries,
  ge,
  gt,
  helper,
  json,
  keyed,
  listOf,
  mapOf,
  ne,
  nonEmpty,
  quantities,
  Resource,
  release,
  spread,
  structure,
  text,
  trunc,
  when,
} from '../../src/helm/index.js'
import { sample } from './sample-chart.js'
import { described } from './structure-helpers.js'

interface Endpoint {
  readonly host: string
  readonly port: number
  readonly ratio: number
  readonly isOn: boolean
  readonly names: readonly string[]
  readonly deep: { readonly value: string; readonly numbers: readonly number[] }
  readonly sometimes?: string
  readonly optional?: number
  readonly given: readonly string[]
  readonly mode: 'one' | 'two' | 'three'
}

interface Row {
  readonly name: string
  readonly size: number
}

export const helpers = {
  ...quantities('sample'),
  greeting: helper('sample.greeting', {
    doc: 'A text made of a text and a number.',
    parameters: { who: 'string', times: 'integer' },
    returns: 'text',
    body: ({ who, times }) => text`hello ${who}, ${times} times from ${release.name}`,
  }),
  shortName: helper('sample.shortName', {
    doc: 'A name.',
    returns: 'name',
    body: () => trunc(text`${release.name}-${chartInfo.name}`, 12),
  }),
  facts: helper('sample.facts', {
    doc: 'Some labels.',
    parameters: { part: 'string', loud: 'boolean' },
    returns: structure<Record<string, string>>(),
    body: ({ part, loud }) => ({ part, release: release.name, loud: when(loud, 'very'), mode: sample.mode }),
  }),
  endpoint: helper('sample.endpoint', {
    doc: 'An object with parts of every kind, some of which may be absent or empty.',
    parameters: { host: 'string', port: 'integer', more: listOf('string') },
    returns: structure<Endpoint>(),
    body: ({ host, port, more }) => ({
      host,
      port,
      ratio: sample.ratio,
      isOn: and(sample.enabled, nonEmpty(host)),
      names: [when(sample.enabled, host), each(more, (name) => name)],
      deep: { value: text`${host}:${port}`, numbers: [port, 1] },
      sometimes: when(gt(port, 5), host),
      optional: sample.optional,
      given: more,
      mode: sample.mode,
    }),
  }),
  names: helper('sample.names', {
    doc: 'A list, perhaps an empty one.',
    parameters: { isLong: 'boolean', last: 'string' },
    returns: structure<readonly string[]>(),
    body: ({ isLong, last }) => [spread(sample.words), when(isLong, 'more'), when(ne(last, ''), last)],
  }),
  rows: helper('sample.rows', {
    doc: 'A list of objects that is never empty.',
    returns: structure<readonly Row[]>(),
    body: () => [
      { name: 'first', size: sample.count },
      entries(sample.services, (name, service) => when(service.public, { name, size: service.port })),
    ],
  }),
  sizes: helper('sample.sizes', {
    doc: 'A map, perhaps an empty one.',
    parameters: { least: 'integer' },
    returns: structure<Readonly<Record<string, number>>>(),
    body: ({ least }) => ({
      ...entries(sample.ports, (name, port) => keyed(text`p-${name}`, when(ge(port, least), add(port, least)))),
    }),
  }),
  own: helper('sample.own', {
    doc: 'What somebody wrote, as it is.',
    parameters: { labels: mapOf('string') },
    returns: structure<Readonly<Record<string, string>>>(),
    body: ({ labels }) => labels,
  }),
  described,
  isLarge: helper('sample.isLarge', {
    doc: 'True for many and large things.',
    parameters: { sizes: mapOf('integer'), limit: 'integer' },
    returns: 'boolean',
    body: ({ sizes, limit }) => anyOf('isLarge', [entries(sizes, (_name, size) => gt(size, limit)), sample.enabled]),
  }),
}

export const config = new Resource({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config' },
  data: { text: sample.text, labels: json(sample.labels) },
})
