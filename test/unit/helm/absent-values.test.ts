import { describe, expect, it } from 'vitest'
import { type Expr, ifEmpty, isEmpty, isSet, nonEmpty, orElse, Resource, text } from '../../../src/helm/index.js'
import { printed, sample } from '../../support/sample-chart.js'

const { optional } = sample
const optionalText = optional as Expr<never>

describe('functions that are about absent values take one', () => {
  it.each<[name: string, expression: Expr<string | number | boolean>, action: string]>([
    ['isSet', isSet(optional), 'not (kindIs "invalid" .Values.optional)'],
    ['nonEmpty', nonEmpty(optional), 'not (empty .Values.optional)'],
    ['isEmpty', isEmpty(optional), 'empty .Values.optional'],
    ['orElse', orElse(optional, 7), 'ternary 7 .Values.optional (kindIs "invalid" .Values.optional) | int64'],
    ['ifEmpty', ifEmpty(optionalText, 'none'), '.Values.optional | default "none" | quote'],
  ])('%s', (_name, expression, action) => {
    expect(printed(new Resource({ a: expression }))).toBe(`a: {{ ${action} }}\n`)
  })

  it('but their result is no place for another', () => {
    expect(() => printed(new Resource({ a: text`${nonEmpty(optional)} ${optionalText}` }))).toThrow(
      "'values.optional' may be absent: use present(…) or orElse(…)",
    )
  })
})
