import { describe, expect, it } from 'vitest'
import { eachItem, loop, named, present, Resource, add, text } from '../../../src/helm/index.js'
import { printed, sample } from '../../support/sample-chart.js'

describe('a named part stands at the top of its template', () => {
  it('so it cannot hold the variable of a loop', () => {
    const word = eachItem(sample.words)
    const object = new Resource({ a: [loop(word, named('greeting', text`hello ${word.item}`))] })
    expect(() => printed(object)).toThrow(
      /named\.test\.ts:\d+:\d+: the variable of this loop stands in a named\(…\), which is computed at the top of the template, outside the loop$/,
    )
  })

  it('but it can hold a value that is present', () => {
    const object = new Resource({
      a: present(sample.optional, (value) => named('more', add(value, 1))),
      b: present(sample.text, (value) => named('greeting', text`hello ${value}`)),
    })
    expect(printed(object)).toBe(`{{- $more := add .Values.optional 1 }}
{{- $greeting := printf "hello %s" .Values.text }}
{{- if not (kindIs "invalid" .Values.optional) }}
a: {{ $more }}
{{- end }}
{{- with .Values.text }}
b: {{ $greeting | quote }}
{{- end }}
`)
  })
})
