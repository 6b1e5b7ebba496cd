import { describe, expect, it } from 'vitest'
import { linesAreShort, templatesAreSteady, templatesNameTheirSource } from './static.js'
import { type Template, type TemplateLaw, templates } from './templates.js'

const template = (text: string): Template => ({ path: 'api/broken.yaml', text })

const nameWithRun = 'name: a-{{ include "slipway.run" . }}'

const cases: readonly { readonly law: TemplateLaw; readonly broken: Readonly<Record<string, string>> }[] = [
  {
    law: templatesAreSteady,
    broken: {
      'uses now': 'at: {{ now | quote }}',
      'uses randAlphaNum': 'password: {{ randAlphaNum 32 }}',
      'uses uuidv4': '{{- $id := uuidv4 }}',
      'uses genCA': '{{ $ca := genCA "slipway" 365 }}',
      'uses lookup': '{{- if (lookup "v1" "Secret" "a" "b") }}',
      'uses env': 'home: {{env "HOME"}}',
      'uses tpl': 'text: {{ tpl .Values.text . }}',
      'uses htpasswd': '{{ .Values.user | htpasswd "x" }}',
      'uses .Capabilities': '{{ if .Capabilities.APIVersions.Has "a }} b" }}',
      'uses .Release.IsInstall': '{{- if $.Release.IsInstall }}',
      'uses .Release.Revision': '{{- define "slipway.other" -}}{{ .Release.Revision }}{{- end }}',
      'broken.yaml uses .Release.Revision': `kind: Job\nmetadata:\n  name: a-{{ .Release.Revision }}\n`,
      // Elsewhere it would change what can never change, or restarts pods.
      'uses slipway.run': `kind: ConfigMap\nmetadata:\n  ${nameWithRun}\n`,
      'broken.yaml uses slipway.run': `kind: Job\nmetadata:\n  ${nameWithRun}\nspec:\n  a: {{ include "slipway.run" . }}\n`,
    },
  },
  {
    law: linesAreShort,
    broken: { 'api/broken.yaml:2 has 160 characters': `a: b\n${'c'.repeat(160)}\n` },
  },
  {
    law: templatesNameTheirSource,
    broken: {
      'names no source': 'kind: Service\n',
      'names src/platform/gone.ts, which is not there':
        '{{- /* Generated from src/platform/gone.ts: change it there */ -}}',
      'names somewhere, which is not there':
        '{{- /* Generated from these files: change it there.\n  src/platform/chart.ts\n  somewhere\n*/ -}}',
    },
  },
]

describe.each(cases)('$law.name', ({ law, broken }) => {
  it('holds for the chart', () => {
    expect(templates.length).toBeGreaterThan(20)
    expect(law(templates)).toEqual([])
  })

  it.each(Object.entries(broken))('says: %s', (text, source) => {
    expect(law([template(source)]).join('\n')).toContain(text)
  })
})

it('finds no unsteady function in comments, strings, paths and longer words', () => {
  const text =
    '{{/* now and env */}}now: {{ "now" }} {{ .Values.env }} {{ $env }} {{ envelope.now }} {{ print "}} now" }}'
  expect(templatesAreSteady([template(text)])).toEqual([])
})

it('lets the revision into the name of a Job', () => {
  const helper = '{{- define "slipway.run" -}}\n{{ .Release.Revision | toString | sha256sum }}\n{{- end }}\n'
  expect(templatesAreSteady([template(helper), template(`kind: Job\nmetadata:\n  ${nameWithRun}\n`)])).toEqual([])
})
