import { describe, expect, it } from 'vitest'
import {
  type CompiledChart,
  explain,
  helper,
  ifElse,
  named,
  printTemplates,
  renderChart,
} from '../../../src/helm/index.js'
import { declaredElsewhere, partsChart } from '../../support/parts-chart.js'
import { fileOf, printOptions, sample, sampleChart } from '../../support/sample-chart.js'

describe('printed parts of a chart', () => {
  it('an object with calls of helpers and named parts', () => {
    expect(fileOf(partsChart(), 'templates/web/object.yaml')).toBe(`{{- if eq .Values.mode "one" }}
{{- $half := include "sample.total" (dict "number" 1) | int64 }}
{{- $text := include "sample.size" (dict "root" . "number" 3 "isExact" false) }}
{{- $own := include "sample.selector" (dict "root" . "component" "db") | fromYaml }}
name: {{ include "sample.fullname" . }}-web
labels:
  {{- include "sample.labels" (dict "root" . "component" "web" "own" .Values.labels) | nindent 2 }}
constant:
  {{- include "sample.constant" . | nindent 2 }}
strict:
  {{- toYaml (merge (dict) (include "sample.constant" . | fromYaml) .Values.labels) | nindent 2 }}
merged:
  {{- if not (hasKey (include "sample.constant" . | fromYaml) "a") }}
  a: x
  {{- end }}
  {{- include "sample.constant" . | nindent 2 }}
inList:
  - {{- include "sample.constant" . | nindent 4 }}
  - {{ include "sample.size" (dict "root" . "number" 7 "isExact" true) | quote }}
loop:
  {{- range $name, $service := .Values.services }}
  - name: {{ printf "%s-%s" (include "sample.fullname" $) $name | quote }}
    size: {{ include "sample.size" (dict "root" $ "number" $service.port "isExact" $service.public) | quote }}
    selector:
      {{- include "sample.selector" (dict "root" $ "component" $name) | trim | nindent 6 }}
    config: {{ (include (print $.Template.BasePath "/web/config.yaml") $ | fromYaml).data | toJson | sha256sum | quote }}
  {{- else }}
  []
  {{- end }}
unsure:
  {{- $isEmpty := true }}
  {{- range $service := .Values.services }}
  {{- if $service.public }}
  {{- $isEmpty = false }}
  - selector:
      {{- include "sample.constant" $ | nindent 6 }}
    c:
      {{- include "sample.constant" $ | nindent 6 }}
  {{- end }}
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
total: {{ include "sample.total" (dict "number" .Values.count) | int64 }}
twice: {{ include "sample.twice" (dict "number" .Values.count) | int64 }}
more: {{ add (include "sample.total" (dict "number" 3) | int64) 1 }}
half: {{ printf "%d and %s" $half $text | quote }}
own:
  {{- toYaml $own | nindent 2 }}
config: {{ (include (print .Template.BasePath "/web/config.yaml") . | fromYaml).data | toJson | sha256sum | quote }}
version: {{ printf "%s %s %s" .Chart.Name .Chart.Version .Chart.AppVersion | quote }}
settings: |
  labels = {{ .Values.labels | toJson }}
  name = {{ include "sample.fullname" . }}
{{- end }}
`)
  })

  it('helpers', () => {
    expect(fileOf(partsChart(), 'templates/_helpers.tpl')).toBe(`
{{/* A word for a number. Call it with (dict "root" $ "number" … "isExact" …). */}}
{{- define "sample.size" -}}
{{- if .isExact -}}
{{ printf "%d" (int64 .number) }}
{{- else if gt (int64 .number) 5 -}}
{{ "large" }}
{{- else if gt (int64 .number) 2 -}}
{{ .root.Values.text | lower }}
{{- else -}}
{{ "small" }}
{{- end -}}
{{- end }}

{{/* The name. */}}
{{- define "sample.fullname" -}}
{{ printf "%s-x" .Release.Name }}
{{- end }}

{{/* Labels that select a part. Call it with (dict "root" $ "component" …). */}}
{{- define "sample.selector" -}}
{{- $fullname := include "sample.fullname" .root }}
part: {{ .component | quote }}
name: {{ $fullname | quote }}
{{- if not (kindIs "invalid" .root.Values.optional) }}
optional: {{ .root.Values.optional | int64 | quote }}
{{- end }}
{{- end }}

{{/* All labels of a part. Call it with (dict "root" $ "component" … "own" …). */}}
{{- define "sample.labels" -}}
{{ toYaml (merge (dict) .root.Values.labels (include "sample.selector" (dict "root" .root "component" .component) | fromYaml) .own) }}
{{- end }}

{{/* A mapping. */}}
{{- define "sample.constant" -}}
fixed: x
{{- end }}

{{/* A sum. Call it with (dict "number" …). */}}
{{- define "sample.total" -}}
{{ add .number .number 1 }}
{{- end }}

{{/* Twice a number like the count. Call it with (dict "number" …). */}}
{{- define "sample.twice" -}}
{{ mul .number 2 }}
{{- end }}
`)
  })

  it('a choice of texts and a part of it that is called like one', () => {
    const choice = helper('sample.choice', {
      doc: 'x',
      returns: 'text',
      body: () => ifElse(sample.enabled, 'x', named('iff', sample.text)),
    })
    const part = helper('sample.part', { doc: 'x', returns: 'text', body: () => named('iff', sample.text) })
    const printed = fileOf(sampleChart({ helpers: [choice, part] }), 'templates/_helpers.tpl')
    expect(printed).toContain('{{- else -}}\n{{ $iff }}\n{{- end -}}\n{{- end }}\n')
    expect(printed).toMatch(/ \$iff := \.Values\.text .*\n\{\{-? \$iff \}\}\n\{\{- end \}\}\n$/)
  })

  it('rules, as lists of the problems that they find', () => {
    expect(fileOf(partsChart(), 'templates/_checks.tpl')).toBe(`
{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "sample.checks" -}}
{{- $limit := add .Values.count 1 }}
{{- if gt $limit 6 }}
- key: count
  problem: {{ printf "is %d, so that \\"the limit\\" of %d is more than 6." (int64 .Values.count) $limit | quote }}
  example: "count: 5"
{{- end }}
{{- if .Values.enabled }}
- key: enabled
  problem: {{ .Values.text | quote }}
  example: "enabled: false"
{{- end }}
{{- end }}
`)
  })

  it('what collects the problems and fails once, after what no rule can judge', () => {
    expect(fileOf(partsChart(), 'templates/checks.yaml')).toBe(`{{- $problems := list }}
{{- if regexMatch "[^\\\\\\\\](\\\\\\\\\\\\\\\\)*\\\\\\\\u(003cno value\\\\\\\\u003e|202[89])|[\\u007f-\\u009f\\ufeff\\ufffd-\\uffff]|\\"\\\\\\\\u003c\\\\\\\\u003c\\":" (.Values | toJson) }}
{{- $problems = append $problems (printf "%s: %s For example: %s" "values"
    "hold '<no value>' or the key '<<', or bytes, a control character or a line separator (U+2028) that YAML cannot carry."
    "write it in another way, or keep it in a Secret or ConfigMap of your own") }}
{{- else if regexMatch "[^\\\\\\\\](\\\\\\\\\\\\\\\\)*\\\\\\\\n\\\\\\\\n\\"|[:,\\\\[]\\"\\\\\\\\n\\"" (.Values | toJson) }}
{{- $problems = append $problems (printf "%s: %s For example: %s" "values" "hold a text that ends with an empty line, or is one, which Helm would cut off."
    "end the text with one line break, or with none") }}
{{- else }}
{{- range $rules := list "sample.checks" }}
{{- range include $rules $ | fromYamlArray }}
{{- $problems = append $problems (printf "%s: %s For example: %s" .key .problem .example) }}
{{- end }}
{{- end }}
{{- end }}
{{- if $problems }}
{{- fail (printf "\\n\\nsample cannot be installed with these values:\\n\\n- %s\\n" (join "\\n- " $problems)) }}
{{- end }}
`)
  })

  it('notes', () => {
    expect(fileOf(partsChart(), 'templates/NOTES.txt')).toBe(`{{- $n := .Values.count | int64 }}
Installed {{ .Release.Name }} in {{ .Release.Namespace }} by {{ .Release.Service }}, 100% {{ "{{" }} braces }}: {{ .Values.text }}.
Revision {{ .Release.Revision }}: {{ .Release.IsInstall }}, {{ .Release.IsUpgrade }}.
{{- if gt (int64 .Values.count) 1 }}
Count: {{ $n }}
{{- end }}
`)
  })
})

describe('the first line of a template', () => {
  const firstLines = (chart: CompiledChart, path: string) => {
    const lines = printTemplates(chart, printOptions).get(path)?.toString().split('\n') ?? []
    return lines.slice(0, lines.findIndex((line) => line.endsWith('*/ -}}')) + 1)
  }

  it.each(['web/object.yaml', '_helpers.tpl', '_checks.tpl', 'NOTES.txt'])('names the source of %s', (file) => {
    expect(firstLines(partsChart(), `templates/${file}`)).toEqual([
      '{{- /* Generated from test/unit/helm/chart-parts.test.ts: change it there, then run `npm run build`. */ -}}',
    ])
  })

  it('names several sources, each once', async () => {
    const elsewhere = await declaredElsewhere()
    const own = (name: string) => helper(name, { doc: 'x', returns: 'text', body: () => 'x' })
    expect(
      firstLines(sampleChart({ helpers: [own('sample.a'), elsewhere, own('sample.b')] }), 'templates/_helpers.tpl'),
    ).toEqual([
      '{{- /* Generated from these files: change it there, then run `npm run build`.',
      '  test/unit/helm/chart-parts.test.ts',
      '  test/support/parts-chart.ts',
      '*/ -}}',
    ])
  })
})

describe('evaluated parts of a chart', () => {
  // Objects: test/agreement/parts.test.ts compares them with Helm.

  it('notes', () => {
    const { notes } = renderChart(partsChart(), { overrides: { enabled: false, count: 1 }, releaseName: 'r' })
    expect(notes).toBe(`Installed r in default by Helm, 100% {{ braces }}: some text.
Revision 1: true, false.
`)
  })

  it('what the release is', () => {
    const input = { overrides: { enabled: false }, namespace: 'n', revision: 3, isUpgrade: true }
    expect(
      renderChart(partsChart(), input).notes,
    ).toBe(`Installed release-name in n by Helm, 100% {{ braces }}: some text.
Revision 3: false, true.
Count: 3
`)
  })

  it('all broken rules, each with its place', () => {
    const { objects, problems } = renderChart(partsChart(), { overrides: { count: 9 } })
    expect(objects).toEqual([])
    expect(problems.map(({ key, problem, example }) => [key, problem, example])).toEqual([
      ['count', 'is 9, so that "the limit" of 10 is more than 6.', 'count: 5'],
      ['enabled', 'some text', 'enabled: false'],
    ])
    for (const { position } of problems) expect(position).toMatch(/^test\/support\/parts-chart\.ts:\d+:\d+$/)
  })

  const problemsWith = (text: string) => renderChart(partsChart(), { overrides: { enabled: false, text } }).problems

  it.each(['<no value>', '\\<no value>', 'a\u0085b', '\ufeffx', 'x\ufffd', 'a\u2028b', 'a\n\u2029b: c'])(
    'the rule of every chart: %j cannot pass through Helm',
    (text) => expect(problemsWith(text).map(({ key }) => key)).toEqual(['values']),
  )

  it.each(['\\u2028', '\\\\u2029', '\\u003cno value\\u003e', '\\u003c\\u003c'])(
    'the rule of every chart: %j only looks like it',
    (text) => expect(problemsWith(text)).toEqual([]),
  )
})

describe('explain', () => {
  it.each([
    [
      'an error of a template',
      'Error: template: sample/templates/web/object.yaml:6:3: executing "x" at <y>: z',
      'name:',
    ],
    [
      'a rule',
      'Error: template: sample/templates/_checks.tpl:6:4: executing "sample.checks" at <x>: y',
      'if gt $limit 6',
    ],
    ['a position in a parent chart', 'parent/charts/sample/templates/web/object.yaml:45:1', 'total:'],
  ])('names the TypeScript line behind %s', (_name, message, line) => {
    const [explanation] = explain(message, partsChart(), printOptions)
    expect(explanation?.line).toContain(line)
    expect(explanation?.position.file).toMatch(/test\/support\/parts-chart\.ts$/)
  })

  it('has no answer for a position outside the chart', () => {
    expect(explain('nothing here', partsChart(), printOptions)).toEqual([])
    expect(explain('sample/templates/web/object.yaml:999:1', partsChart(), printOptions)).toEqual([])
  })
})
