import {
  and,
  configText,
  each,
  entries,
  env,
  isSet,
  keyed,
  match,
  merge,
  named,
  nonEmpty,
  not,
  orElse,
  present,
  Resource,
  text,
  when,
} from '../../src/helm/index.js'
import type { Construct } from './constructs.js'
import { sample } from './sample-chart.js'

/** What may be absent, and what is asked once. */
export const absenceConstructs: readonly Construct[] = [
  {
    name: 'a map that may be absent',
    resource: () =>
      new Resource({
        a: orElse(sample.extra, {}),
        b: env({ A: 'x' }, { user: orElse(sample.extra, {}), winner: 'fixed' }),
        c: merge({ fixed: { d: 'x' }, user: orElse(sample.extra, {}), winner: 'fixed' }),
        e: ['x', entries(orElse(sample.extra, {}), (name) => name)],
        f: { ...entries(orElse(sample.extra, { g: 'h' }), (name, value) => keyed(name, value)) },
      }),
    template: `a:
  {{- toYaml (.Values.extra | default dict) | nindent 2 }}
b:
  - name: A
    value: x
  {{- range $name, $value := omit (.Values.extra | default dict) "A" }}
  - name: {{ $name | quote }}
    value: {{ $value | quote }}
  {{- end }}
c:
  d: x
  {{- with omit (.Values.extra | default dict) "d" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
e:
  - x
  {{- range $name, $value := .Values.extra | default dict }}
  - {{ $name | quote }}
  {{- end }}
f:
  {{- range $name, $value := ternary (dict "g" "h") .Values.extra (kindIs "invalid" .Values.extra) }}
  {{ $name | quote }}: {{ $value | quote }}
  {{- else }}
  {}
  {{- end }}
`,
  },
  {
    name: 'a switch that may be absent',
    resource: () =>
      new Resource({
        a: when(orElse(sample.maybe, false), 1),
        b: when(and(sample.enabled, not(orElse(sample.maybe, false))), 2),
        c: when(orElse(sample.maybe, true), 3),
        d: orElse(sample.maybe, false),
        e: when(not(isSet(sample.optional)), 4),
        f: not(isSet(sample.optional)),
      }),
    template: `{{- if .Values.maybe }}
a: 1
{{- end }}
{{- if and .Values.enabled (not .Values.maybe) }}
b: 2
{{- end }}
{{- if ternary true .Values.maybe (kindIs "invalid" .Values.maybe) }}
c: 3
{{- end }}
d: {{ ternary false .Values.maybe (kindIs "invalid" .Values.maybe) }}
{{- if kindIs "invalid" .Values.optional }}
e: 4
{{- end }}
f: {{ kindIs "invalid" .Values.optional }}
`,
  },
  {
    name: 'a choice with arms that are nothing',
    resource: () =>
      new Resource({
        a: match(sample.mode, { one: undefined, two: [1], three: [2] }),
        b: match(sample.mode, { one: undefined, two: undefined, three: 'x' }),
      }),
    template: `{{- if eq .Values.mode "two" }}
a:
  - 1
{{- else if eq .Values.mode "three" }}
a:
  - 2
{{- end }}
{{- if eq .Values.mode "three" }}
b: x
{{- end }}
`,
  },
  {
    name: 'what is known to have content inside with',
    resource: () =>
      new Resource({
        a: when(
          nonEmpty(sample.words),
          present(sample.labels, (labels) => ({
            labels,
            keys: [entries(sample.labels, (key) => key)],
            words: [each(sample.words, (word) => word)],
          })),
        ),
      }),
    template: `{{- if .Values.words }}
{{- with .Values.labels }}
a:
  labels:
    {{- toYaml . | nindent 4 }}
  keys:
    {{- range $key, $value := $.Values.labels }}
    - {{ $key | quote }}
    {{- end }}
  words:
    {{- range $word := $.Values.words }}
    - {{ $word | quote }}
    {{- end }}
{{- end }}
{{- end }}
`,
  },
  {
    name: 'text in a line of a configuration file, as a whole',
    resource: () => {
      const url = text`http://${sample.text}/`
      return new Resource({
        file: configText`
          ${text`at ${sample.count}`}: ${text`http://${sample.mode}:${sample.count}`};
          url ${url};
          url ${named('url', url)};
        `,
      })
    },
    template: `{{- $url := printf "http://%s/" .Values.text }}
file: |
  at {{ .Values.count | int64 }}: http://{{ .Values.mode }}:{{ .Values.count | int64 }};
  url {{ printf "http://%s/" .Values.text | toJson }};
  url {{ $url | toJson }};
`,
  },
]
