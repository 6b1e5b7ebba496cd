import { expect, it } from 'vitest'
import { add, each, named, present, Resource, text } from '../../../src/helm/index.js'
import { printed, sample } from '../../support/sample-chart.js'

it('a named part of a loop is declared inside the loop, for every item anew', () => {
  const object = new Resource({ a: [each(sample.words, (word) => named('greeting', text`hello ${word}`))] })
  expect(printed(object)).toBe(`a:
  {{- range $word := .Values.words }}
  {{- $greeting := printf "hello %s" $word }}
  - {{ $greeting | quote }}
  {{- else }}
  []
  {{- end }}
`)
})

it('a named part of a value that is present is declared where the value is known', () => {
  const object = new Resource({
    a: present(sample.optional, (value) => named('more', add(value, 1))),
    b: present(sample.text, (value) => named('greeting', text`hello ${value}`)),
  })
  expect(printed(object)).toBe(`{{- if not (kindIs "invalid" .Values.optional) }}
{{- $more := add .Values.optional 1 }}
a: {{ $more }}
{{- end }}
{{- with .Values.text }}
{{- $greeting := printf "hello %s" . }}
b: {{ $greeting | quote }}
{{- end }}
`)
})
