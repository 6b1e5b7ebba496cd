import { describe, expect, it } from 'vitest'
import { helper, merge, Resource, structure } from '../../../src/helm/index.js'
import { printed, sample } from '../../support/sample-chart.js'

const own = helper('sample.own', {
  doc: 'Labels.',
  returns: structure<{ part: string }>(),
  body: () => ({ part: 'own' }),
})
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

  it('fields in the list beside what a helper returns', () => {
    expect(merged([own(), { a: 'x' }])).toBe(
      `a:\n  {{- toYaml (merge (dict) (include "sample.own" . | fromYaml) (dict "a" "x") .Values.labels) | nindent 2 }}\n`,
    )
  })
})
