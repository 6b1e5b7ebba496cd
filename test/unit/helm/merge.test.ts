import { describe, expect, it } from 'vitest'
import { helper, merge, Resource, structure } from '../../../src/helm/index.js'
import { printed, sample } from '../../support/sample-chart.js'

const own = helper('sample.own', { doc: 'Labels.', returns: structure<{ part: string }>(), body: () => ({ part: 'own' }) })
const merged = (fixed: unknown) =>
  printed(new Resource({ a: merge({ fixed: fixed as never, user: sample.labels, winner: 'fixed' }) }), {
    helpers: [own],
  })

describe('a map of the user merged with a list of mappings', () => {
  it.each([
    ['none', () => [], '(merge (dict) .Values.labels)'],
    ['one', () => [own()], '(merge (dict) (include "sample.own" . | fromYaml) .Values.labels)'],
  ])('%s', (_name, mappings, expression) => {
    expect(merged(mappings())).toBe(`a:\n  {{- toYaml ${expression} | nindent 2 }}\n`)
  })

  it('fields in the list, which only any lets through', () => {
    expect(() => merged([own(), { a: 'x' }])).toThrow(
      'expected an expression, text, a finite number or a boolean, got {"a":"x"}',
    )
  })
})
