import { describe, expect, it } from 'vitest'
import { exprOf, nodeOf } from '../../../src/helm/expression/expr.js'
import {
  type BuildErrors,
  type Expr,
  each,
  entries,
  helper,
  lower,
  named,
  present,
  Resource,
  release,
  renderChart,
  type Template,
  text,
  trunc,
  when,
} from '../../../src/helm/index.js'
import { sample, sampleChart } from '../../support/sample-chart.js'

const fullname = helper('sample.fullname', { doc: 'x', returns: 'name', body: () => text`${release.name}-x` })
const nameOf = helper('sample.nameOf', {
  doc: 'x',
  parameters: { part: 'string', kind: 'string' },
  returns: 'text',
  body: ({ part, kind }) => text`${fullname()}-${kind}-${part}`,
})
const shortOf = helper('sample.shortOf', {
  doc: 'x',
  parameters: { part: 'string' },
  returns: 'text',
  body: ({ part }) => trunc(part, 5),
})

/** What authors write as an array has a name only as an expression. */
const list = (...items: readonly string[]): Expr<readonly string[]> => exprOf(nodeOf(items))

const object = (name: string | Expr<string>) => new Resource({ kind: 'Any', metadata: { name } })

const chartOf = (template: Template) =>
  sampleChart({ templates: { object: template }, helpers: [fullname, nameOf, shortOf] })

const mistakeOf = (template: () => Template): string => {
  try {
    chartOf(template())
    return ''
  } catch (error) {
    return (error as BuildErrors).mistakes.join('\n').replace(/^test\/unit\/helm\/[a-z-]+\.test\.ts:\d+:\d+: /, '')
  }
}

describe('objects of a loop get different names by construction', () => {
  it.each<[string, () => Template]>([
    ['the key of a map', () => entries(sample.ports, (key) => object(key))],
    ['a text around the key', () => entries(sample.ports, (key) => object(text`${fullname()}-${key}-web`))],
    ['the key twice', () => entries(sample.ports, (key) => object(text`${key}-${key}`))],
    ['a named name', () => entries(sample.ports, (key) => object(named('name', text`a-${key}`)))],
    ['the key of an object', () => entries(sample.nested, (key) => object(text`a-${key}`))],
    ['the key of constants', () => entries({ a: 1, b: 2 }, (key) => object(text`a-${key}`))],
    ['an item of a constant list', () => each(['one', 'two'], (item) => object(text`a-${item}`))],
    ['an item of a named list', () => each(named('all', list('one', 'two')), (item) => object(item))],
    [
      'a part of the items of a constant list',
      () =>
        each(
          [
            { id: { name: 'one' }, size: 1 },
            { id: { name: 'two' }, size: 1 },
          ],
          (item) => object(text`a-${item.id.name}`),
        ),
    ],
    [
      'a helper that holds its argument',
      () => entries(sample.ports, (key) => object(nameOf({ part: key, kind: 'a' }))),
    ],
    [
      'a text in it',
      () => entries(sample.ports, (key) => object(text`${nameOf({ part: text`a${key}`, kind: 'a' })}-b`)),
    ],
    ['several objects', () => entries(sample.ports, (key) => [object(text`a-${key}`), object(text`b-${key}`)])],
    [
      'objects under conditions',
      () =>
        present(sample.text, (prefix) =>
          entries(sample.services, (key, service) => when(service.public, object(text`${prefix}-${key}`))),
        ),
    ],
    ['no loop at all', () => object(sample.text)],
  ])('with %s', (_name, template) => {
    expect(mistakeOf(template)).toBe('')
  })

  const needsKey =
    'the metadata.name of an object in a loop must hold the key of the map, or the item of a constant list of different ' +
    'texts, as it is, alone or inside a text: otherwise two objects may get one name'

  it.each<[string, () => Template]>([
    ['a name that is always the same', () => entries(sample.ports, () => object('a'))],
    ['a value of the map', () => entries(sample.labels, (_key, label) => object(label))],
    ['a part of a value', () => entries(sample.services, (_key, service) => object(text`${service.port}`))],
    ['a key that is changed', () => entries(sample.ports, (key) => object(lower(key)))],
    ['a key that is cut off', () => entries(sample.ports, (key) => object(text`${trunc(key, 5)}-${key}`))],
    [
      'a key beside another text of the loop',
      () => entries(sample.labels, (key, label) => object(text`${key}-${label}`)),
    ],
    ['a helper that cuts', () => entries(sample.ports, (key) => object(shortOf({ part: key })))],
    [
      'a helper with two parts of the loop',
      () => entries(sample.labels, (key, label) => object(nameOf({ part: key, kind: label }))),
    ],
    ['constants of which two are the same', () => each(['one', 'one'], (item) => object(item))],
    ['constants that are values', () => each([sample.text, 'one'], (item) => object(item))],
    ['parts of which two are the same', () => each([{ a: 'x' }, { a: 'x' }], (item) => object(item.a))],
    ['a conditional name', () => entries(sample.ports, (key) => object(when(sample.enabled, key) as never))],
    ['no metadata', () => entries(sample.ports, () => new Resource({ kind: 'Any' }))],
  ])('but not with %s', (_name, template) => {
    expect(mistakeOf(template)).toBe(needsKey)
  })

  it('but not over a list of the user', () => {
    expect(mistakeOf(() => each(sample.words, (word) => object(word)))).toBe(
      'a list of the values may hold a text twice, and two objects would get one name: loop over a map, whose keys differ, ' +
        'with entries(…), or over a constant list',
    )
  })

  it('but not in a loop in a loop', () => {
    const nested = () =>
      entries(sample.ports, (key) => entries(sample.labels, (label) => object(text`${key}-${label}`))) as Template
    expect(mistakeOf(nested)).toBe(
      "objects in a loop in a loop may get one name, because 'a' with 'b-c' and 'a-b' with 'c' join to the same text: loop once",
    )
  })

  it('and are there once for each round', () => {
    const { objects } = renderChart(chartOf(entries(sample.ports, (key) => object(text`a-${key}`))))
    expect(objects.map((found) => [found.template, found.object.metadata])).toEqual([
      ['object', { name: 'a-admin' }],
      ['object', { name: 'a-http' }],
    ])
  })
})
