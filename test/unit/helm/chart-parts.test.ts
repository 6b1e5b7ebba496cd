import { describe, expect, it } from 'vitest'
import {
  assert,
  explain,
  gt,
  helper,
  lines,
  merge,
  named,
  Resource,
  release,
  renderChart,
  text,
  when,
} from '../../../src/helm/index.js'
import { fileOf, printOptions, sample, sampleChart } from '../../support/sample-chart.js'

const labels = helper('sample.labels', {
  doc: 'Labels of a part.',
  parameters: { component: 'string' },
  returns: 'mapping',
  body: ({ component }) => ({ part: component, release: release.name, mode: sample.mode }),
})
const all = helper('sample.all', {
  doc: 'All labels.',
  parameters: { component: 'string' },
  returns: 'mapping',
  body: ({ component }) => merge({ fixed: labels({ component }), user: sample.labels, winner: 'fixed' }),
})
const fullname = helper('sample.fullname', { doc: 'The name.', returns: 'name', body: () => text`${release.name}-x` })
const doubled = helper('sample.doubled', {
  doc: 'Twice the number.',
  parameters: { number: 'integer' },
  returns: 'integer',
  body: ({ number }) => number,
})

const chart = sampleChart({
  templates: {
    'web/object': new Resource({
      name: text`${fullname()}-web`,
      labels: all({ component: 'web' }),
      number: doubled({ number: sample.count }),
      again: named('own', labels({ component: 'db' })),
    }),
  },
  helpers: [fullname, labels, all, doubled],
  assertions: [
    assert({
      key: 'count',
      refuseWhen: gt(sample.count, 5),
      problem: text`is ${sample.count}, more than 5.`,
      example: 'count: 5',
    }),
    assert({ key: 'text', refuseWhen: sample.enabled, problem: 'is bad.', example: 'enabled: false' }),
  ],
  notes: lines`
    Installed ${release.name} with 100% {{ braces }}.
    ${when(gt(sample.count, 1), lines`Count: ${sample.count}`)}
  `,
})

describe('printed parts of a chart', () => {
  it('helpers', () => {
    expect(fileOf(chart, 'templates/_helpers.tpl')).toBe(`
{{/* The name. */}}
{{- define "sample.fullname" -}}
{{ printf "%s-x" .Release.Name }}
{{- end }}

{{/* Labels of a part. Call it with (dict "root" $ "component" …). */}}
{{- define "sample.labels" -}}
part: {{ .component | quote }}
release: {{ .root.Release.Name | quote }}
mode: {{ .root.Values.mode | quote }}
{{- end }}

{{/* All labels. Call it with (dict "root" $ "component" …). */}}
{{- define "sample.all" -}}
{{ toYaml (merge (dict) (include "sample.labels" (dict "root" .root "component" .component) | fromYaml) .root.Values.labels) }}
{{- end }}

{{/* Twice the number. Call it with (dict "root" $ "number" …). */}}
{{- define "sample.doubled" -}}
{{ .number | int64 }}
{{- end }}
`)
  })

  it('calls of helpers', () => {
    expect(
      fileOf(chart, 'templates/web/object.yaml'),
    ).toBe(`{{- $own := include "sample.labels" (dict "root" . "component" "db") | fromYaml }}
name: {{ include "sample.fullname" . }}-web
labels:
  {{- include "sample.all" (dict "root" . "component" "web") | nindent 2 }}
number: {{ include "sample.doubled" (dict "root" . "number" .Values.count) | int64 }}
again:
  {{- toYaml $own | nindent 2 }}
`)
  })

  it('rules, collected into one failure', () => {
    const printed = fileOf(chart, 'templates/checks.yaml')
    expect(printed).toContain(`{{- if gt (int64 .Values.count) 5 }}
{{- $problems = append $problems (list
  "count:"
  (printf "is %d, more than 5." (int64 .Values.count))
  "For example:"
  "count: 5"
  | join " ") }}
{{- end }}
`)
    expect(printed.match(/\bfail\b/g)).toHaveLength(1)
  })

  it('notes', () => {
    expect(fileOf(chart, 'templates/NOTES.txt')).toBe(`Installed {{ .Release.Name }} with 100% {{ "{{" }} braces }}.
{{- if gt (int64 .Values.count) 1 }}
Count: {{ .Values.count | int64 }}
{{- end }}
`)
  })
})

describe('evaluated parts of a chart', () => {
  it('objects, with helpers', () => {
    const { objects } = renderChart(chart, {
      overrides: { enabled: false, labels: { part: 'mine' } },
      releaseName: 'r',
    })
    expect(objects).toEqual([
      {
        template: 'web/object',
        object: {
          name: 'r-x-web',
          labels: { part: 'web', release: 'r', mode: 'one', team: 'x' },
          number: 3,
          again: { part: 'db', release: 'r', mode: 'one' },
        },
      },
    ])
  })

  it('notes', () => {
    const { notes } = renderChart(chart, { overrides: { enabled: false, count: 1 }, releaseName: 'r' })
    expect(notes).toBe('Installed r with 100% {{ braces }}.\n')
  })

  it('all broken rules, each with its place', () => {
    const { objects, problems } = renderChart(chart, { overrides: { count: 9 } })
    expect(objects).toEqual([])
    expect(problems.map(({ key, problem, example }) => [key, problem, example])).toEqual([
      ['count', 'is 9, more than 5.', 'count: 5'],
      ['text', 'is bad.', 'enabled: false'],
    ])
    for (const { position } of problems) expect(position).toMatch(/^test\/unit\/helm\/chart-parts\.test\.ts:\d+:\d+$/)
  })

  it.each(['<no value>', 'a\u0085b', '\ufeffx'])('the rule of every chart: %j cannot pass through Helm', (text) => {
    const { problems } = renderChart(chart, { overrides: { enabled: false, text } })
    expect(problems.map(({ key }) => key)).toEqual(['values'])
  })
})

describe('explain', () => {
  it.each([
    [
      'an error of a template',
      'Error: template: sample/templates/web/object.yaml:3:3: executing "x" at <y>: z',
      'name:',
    ],
    [
      'a failed rule',
      'Error: execution error at (sample/templates/checks.yaml:11:4): nope',
      'if gt (int64 .Values.count) 5',
    ],
    ['a position in a parent chart', 'parent/charts/sample/templates/web/object.yaml:6:1', 'number:'],
  ])('names the TypeScript line behind %s', (_name, message, line) => {
    const [explanation] = explain(message, chart, printOptions)
    expect(explanation?.line).toContain(line)
    expect(explanation?.position.file).toMatch(/chart-parts\.test\.ts$/)
  })

  it('has no answer for a position outside the chart', () => {
    expect(explain('nothing here', chart, printOptions)).toEqual([])
    expect(explain('sample/templates/web/object.yaml:999:1', chart, printOptions)).toEqual([])
  })
})
