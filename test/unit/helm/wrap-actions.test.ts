import { describe, expect, it } from 'vitest'
import { wrapActions } from '../../../src/helm/printer/wrap-actions.js'

describe('a line that is too long', () => {
  it.each([
    ['fits', 'a: {{ .Values.a }}', ['a: {{ .Values.a }}']],
    [
      'breaks between operands',
      '  a: {{ add .Values.one .Values.two }}',
      ['  a: {{ add .Values.one', '      .Values.two }}'],
    ],
    [
      'breaks at the outermost call first',
      '{{- if and (eq .Values.a 1) (eq .Values.b 2) }}',
      ['{{- if and (eq .Values.a 1)', '    (eq .Values.b 2) }}'],
    ],
    [
      'breaks further inside when that is not enough',
      '{{ add (add .Values.one .Values.two .Values.three) 1 }}',
      ['{{ add (add .Values.one', '    .Values.two .Values.three)', '    1 }}'],
    ],
    [
      'keeps quoted texts whole',
      'a: {{ print "a b c d e f g h" "i \\" j" 1 }}',
      ['a: {{ print "a b c d e f g h"', '    "i \\" j" 1 }}'],
    ],
    [
      'leaves what is outside of actions',
      'this is a text that is longer than a line',
      ['this is a text that is longer than a line'],
    ],
    ['gives up where nothing can be broken', `a: {{ "${'x'.repeat(40)}" }}`, [`a: {{ "${'x'.repeat(40)}" }}`]],
  ])('%s', (_name, line, lines) => {
    expect(wrapActions(line, 34)).toEqual(lines)
  })
})
