import {
  add,
  allOf,
  anyOf,
  each,
  entries,
  ge,
  gt,
  helper,
  ifElse,
  keyed,
  listOf,
  mapOf,
  ne,
  nonEmpty,
  oneOf,
  spread,
  structure,
  sumOf,
  text,
  when,
} from '../../src/helm/index.js'
import { sample } from './sample-chart.js'

interface Endpoint {
  readonly host: string
  readonly port: number
  readonly names: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly sometimes?: string
  readonly optional?: number
}

/** An object: with fields of every kind, of which some may be absent or empty. */
export const endpoint = helper('sample.endpoint', {
  doc: 'Where something listens.',
  parameters: { host: 'string', port: 'integer' },
  returns: structure<Endpoint>(),
  body: ({ host, port }) => ({
    host,
    port,
    names: [when(sample.enabled, host), spread(sample.words)],
    labels: sample.labels,
    sometimes: when(gt(port, 100), host),
    optional: sample.optional,
  }),
})

/** A list that may be empty. */
export const names = helper('sample.names', {
  doc: 'Some names.',
  parameters: { last: 'string' },
  returns: structure<readonly string[]>(),
  body: ({ last }) => [each(sample.words, (word) => word), when(nonEmpty(last), last)],
})

/** A list of objects that is never empty. */
export const rows = helper('sample.rows', {
  doc: 'Some rows.',
  returns: structure<readonly { readonly name: string; readonly size: number }[]>(),
  body: () => [
    { name: 'first', size: sample.count },
    entries(sample.services, (name, service) => when(service.public, { name, size: service.port })),
  ],
})

/** A map that may be empty. */
export const sizes = helper('sample.sizes', {
  doc: 'Sizes by name.',
  parameters: { least: 'integer' },
  returns: structure<Readonly<Record<string, number>>>(),
  body: ({ least }) => ({
    ...entries(sample.ports, (name, port) => when(ge(port, least), keyed(text`p-${name}`, add(port, least)))),
  }),
})

/** An object that may be empty. */
export const perhaps = helper('sample.perhaps', {
  doc: 'Perhaps nothing.',
  returns: structure<{ readonly a?: number }>(),
  body: () => ({ a: when(sample.enabled, sample.count) }),
})

/** A user's map as it is. */
export const labels = helper('sample.labels', {
  doc: 'All labels.',
  returns: structure<Readonly<Record<string, string>>>(),
  body: () => sample.labels,
})

/** Parameters of every shape. */
export const described = helper('sample.described', {
  doc: 'A line about things of every shape.',
  parameters: {
    service: { port: 'integer', public: 'boolean' },
    mode: oneOf('one', 'two', 'three'),
    nested: sample.nested,
    rows: listOf({ name: 'string', size: 'integer' }),
  },
  returns: 'text',
  body: ({ service, mode, nested, rows }) =>
    text`${mode} ${nested.inner.value} ${service.port} ${sumOf(
      'total',
      each(rows, (row) => row.size),
    )} ${service.public}`,
})

/** A boolean out of a loop over a map. */
export const isLarge = helper('sample.isLarge', {
  doc: 'True when a size is more than the limit.',
  parameters: { sizes: mapOf('integer'), limit: 'integer' },
  returns: 'boolean',
  body: ({ sizes, limit }) =>
    anyOf(
      'isLarge',
      entries(sizes, (_, size) => gt(size, limit)),
    ),
})

/** A choice out of folds. */
export const verdict = helper('sample.verdict', {
  doc: 'A word about the words.',
  returns: 'text',
  body: () =>
    ifElse(
      allOf(
        'allThere',
        each(sample.words, (word) => ne(word, '')),
      ),
      'whole',
      'broken',
    ),
})

export const structureHelpers = [endpoint, names, rows, sizes, perhaps, labels, described, isLarge, verdict]
