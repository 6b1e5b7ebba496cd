import { describe, expect, it } from 'vitest'
import {
  entries,
  helper,
  json,
  mergeMaps,
  mergeValues,
  type PlainMap,
  Resource,
  renderChart,
  structure,
  text,
} from '../../../src/helm/index.js'
import { sample, sampleChart } from '../../support/sample-chart.js'

type Parts = Parameters<typeof sampleChart>[0]

/** What the fields of an object are in process. */
const evaluated = (fields: object, overrides: PlainMap = {}, parts: Parts = {}) =>
  renderChart(sampleChart({ ...parts, templates: { object: new Resource(fields) } }), { overrides }).objects[0]?.object

describe('JSON as Go writes it', () => {
  it.each([
    ['a<b', '"a\\u003cb"'],
    ['a>b', '"a\\u003eb"'],
    ['a&b', '"a\\u0026b"'],
    ['a\u2028b', '"a\\u2028b"'],
    ['a\u2029b', '"a\\u2029b"'],
    ['<<>>', '"\\u003c\\u003c\\u003e\\u003e"'],
    ['a"\\\n\té', '"a\\"\\\\\\n\\té"'],
  ])('%j', (written, expected) => {
    expect(evaluated({ a: json(text`${written}`) })).toEqual({ a: expected })
  })

  it('at any depth, with sorted keys', () => {
    const object = { any: null, list: [['<'], { b: 1, a: '&' }, null, 1.5, true] }
    expect(evaluated({ a: json(sample.object) }, { object })).toEqual({
      a: '{"list":[["\\u003c"],{"a":"\\u0026","b":1},null,1.5,true]}',
    })
  })
})

describe('a map', () => {
  // '🚢' is larger than U+FF5E, but smaller as JavaScript compares.
  const keys = ['a', '🚢', '~', '🚣', '～', 'B']

  it('gives its entries by the bytes of their keys', () => {
    const ports = { http: null, admin: null, ...Object.fromEntries(keys.map((key, index) => [key, index])) }
    const inOrder = ['B', 'a', '~', '～', '🚢', '🚣']
    expect(evaluated({ a: [entries(sample.ports, (key) => key)], b: json(sample.ports) }, { ports })).toEqual({
      a: inOrder,
      b: JSON.stringify(Object.fromEntries(inOrder.map((key) => [key, keys.indexOf(key)]))),
    })
  })

  it('has the entry of the earlier map when several are merged', () => {
    const other = helper('sample.other', {
      doc: 'x',
      returns: structure<Record<string, string>>(),
      body: () => ({ team: 'other', more: 'z' }),
    })
    const fields = { a: mergeMaps(sample.labels, other()), b: mergeMaps(other(), sample.labels) }
    expect(evaluated(fields, { labels: { own: 'y' } }, { helpers: [other] })).toEqual({
      a: { team: 'x', own: 'y', more: 'z' },
      b: { team: 'other', own: 'y', more: 'z' },
    })
  })

  it('may have a key __proto__, which is one like any other', () => {
    const merged = mergeValues({ a: 1 }, JSON.parse('{ "__proto__": 2, "b": 3 }'))
    const plain = (value: number) => ({ value, writable: true, enumerable: true, configurable: true })
    expect(Object.entries(Object.getOwnPropertyDescriptors(merged))).toEqual([
      ['a', plain(1)],
      ['__proto__', plain(2)],
      ['b', plain(3)],
    ])
  })
})
