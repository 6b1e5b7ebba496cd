import {
  add,
  configText,
  each,
  entries,
  eq,
  filled,
  gt,
  ifElse,
  keyed,
  lines,
  memberOf,
  named,
  present,
  Resource,
  spread,
  text,
  when,
} from '../../src/helm/index.js'
import type { Construct } from './constructs.js'
import { sample } from './sample-chart.js'
import { endpoint, names, rows, sizes } from './structure-helpers.js'

/** What is a loop in TypeScript is a loop in the chart, whatever it goes over and wherever it stands. */
export const loopConstructs: readonly Construct[] = [
  {
    name: 'loops over what an author wrote',
    resource: () =>
      new Resource({
        texts: [each(['cpu', 'memory'], (item) => text`${item}-limit`)],
        rows: [
          each(
            [
              { name: 'a', size: 1 },
              { name: sample.text, size: sample.count },
            ],
            ({ name, size }) => ({ name, size }),
          ),
        ],
        map: { ...entries({ a: sample.text, b: 'x' }, (key, value) => keyed(text`${key}-x`, value)) },
      }),
    template: `texts:
  {{- range $item := list "cpu" "memory" }}
  - {{ $item }}-limit
  {{- end }}
rows:
  {{- range $item := list (dict "name" "a" "size" 1) (dict "name" .Values.text "size" .Values.count) }}
  - name: {{ $item.name | quote }}
    size: {{ $item.size | int64 }}
  {{- end }}
map:
  {{- range $key, $value := dict "a" .Values.text "b" "x" }}
  {{ $key }}-x: {{ $value | quote }}
  {{- end }}
`,
  },
  {
    name: 'loops over an object with fixed fields, and one of its fields by name',
    resource: () =>
      new Resource({
        inner: [entries(sample.nested.inner, (key, value) => text`${key}: ${value}`)],
        fields: [each(['name', 'text'], (key) => ({ name: key, value: memberOf(sample, key) }))],
      }),
    template: `inner:
  {{- range $key, $value := .Values.nested.inner }}
  - {{ printf "%s: %s" $key $value | quote }}
  {{- end }}
fields:
  {{- range $key := list "name" "text" }}
  - name: {{ $key | quote }}
    value: {{ index $.Values $key | quote }}
  {{- end }}
`,
  },
  {
    name: 'loops over what helpers give',
    resource: () =>
      new Resource({
        list: [each(names({ last: sample.text }), (name) => name)],
        objects: [each(rows(), (row) => ({ name: row.name, size: add(row.size, 1) }))],
        map: { ...entries(sizes({ least: 1 }), (name, size) => keyed(name, size)) },
        part: [each(named('web', endpoint({ host: 'web', port: 80 })).names, (name) => name)],
      }),
    template: `{{- $web := include "sample.endpoint" (dict "root" . "host" "web" "port" 80) | fromYaml }}
list:
  {{- $isEmpty := true }}
  {{- range $name := include "sample.names" (dict "root" . "last" .Values.text) | fromYamlArray }}
  {{- $isEmpty = false }}
  - {{ $name | quote }}
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
objects:
  {{- range $row := include "sample.rows" . | fromYamlArray }}
  - name: {{ $row.name | quote }}
    size: {{ add $row.size 1 }}
  {{- end }}
map:
  {{- $isEmpty := true }}
  {{- range $name, $size := include "sample.sizes" (dict "root" . "least" 1) | fromYaml }}
  {{- $isEmpty = false }}
  {{ $name | quote }}: {{ $size | int64 }}
  {{- end }}
  {{- if $isEmpty }}
  {}
  {{- end }}
part:
  {{- range $name := $web.names }}
  - {{ $name | quote }}
  {{- else }}
  []
  {{- end }}
`,
  },
  {
    name: 'loops in loops over the same, under names that do not meet',
    resource: () =>
      new Resource({
        list: [
          each(sample.words, (word) => ({
            word,
            inner: [each(sample.words, (word) => [each(sample.words, (inner) => text`${word}${inner}`)])],
          })),
        ],
      }),
    template: `list:
  {{- range $word := .Values.words }}
  - word: {{ $word | quote }}
    inner:
      {{- range $word2 := $.Values.words }}
      -
        {{- range $inner := $.Values.words }}
        - {{ printf "%s%s" $word2 $inner | quote }}
        {{- else }}
        []
        {{- end }}
      {{- else }}
      []
      {{- end }}
  {{- else }}
  []
  {{- end }}
`,
  },
  {
    name: 'loops beside fixed fields, and fields whose names are values',
    resource: () =>
      new Resource({
        data: {
          fixed: 'x',
          ...entries(sample.labels, (name, value) => keyed(text`label.${name}`, value)),
          ...keyed(sample.text, sample.count),
          ...each(sample.words, (word) => when(eq(sample.mode, 'one'), keyed(text`word.${word}`, { word }))),
        },
      }),
    template: `data:
  fixed: x
  {{- range $name, $value := .Values.labels }}
  {{ printf "label.%s" $name | quote }}: {{ $value | quote }}
  {{- end }}
  {{ .Values.text | quote }}: {{ .Values.count | int64 }}
  {{- range $word := .Values.words }}
  {{- if eq $.Values.mode "one" }}
  {{ printf "word.%s" $word | quote }}:
    word: {{ $word | quote }}
  {{- end }}
  {{- end }}
`,
  },
  {
    name: 'conditional fields that are spread, with and without others',
    resource: () =>
      new Resource({
        some: { a: 1, ...when(sample.enabled, { b: 2, c: sample.text }) },
        only: { ...when(sample.enabled, { a: 1 }) },
        nested: { ...when(sample.enabled, { a: 1, ...when(gt(sample.count, 1), { b: 2 }) }) },
        choice: { x: 1, ...ifElse(sample.enabled, { a: 1 }, { b: 2 }) },
        present: { ...present(sample.text, (value) => ({ value })), ...present(sample.optional, (n) => ({ n })) },
      }),
    template: `some:
  a: 1
  {{- if .Values.enabled }}
  b: 2
  c: {{ .Values.text | quote }}
  {{- end }}
only:
  {{- if .Values.enabled }}
  a: 1
  {{- else }}
  {}
  {{- end }}
nested:
  {{- if .Values.enabled }}
  a: 1
  {{- if gt (int64 .Values.count) 1 }}
  b: 2
  {{- end }}
  {{- else }}
  {}
  {{- end }}
choice:
  x: 1
  {{- if .Values.enabled }}
  a: 1
  {{- else }}
  b: 2
  {{- end }}
present:
  {{- if or .Values.text (not (kindIs "invalid" .Values.optional)) }}
  {{- with .Values.text }}
  value: {{ . | quote }}
  {{- end }}
  {{- if not (kindIs "invalid" .Values.optional) }}
  "n": {{ .Values.optional | int64 }}
  {{- end }}
  {{- else }}
  {}
  {{- end }}
`,
  },
  {
    name: 'present in loops, loops in present, and both in present',
    resource: () =>
      new Resource({
        a: [each(sample.words, (word) => present(word, (found) => ({ found, label: sample.labels })))],
        b: present(sample.labels, (labels) => ({
          ...entries(labels, (name, value) =>
            keyed(
              name,
              present(value, (text) => text),
            ),
          ),
        })),
        c: present(sample.text, (outer) => present(sample.optional, (inner) => text`${outer}${inner}`)),
      }),
    template: `a:
  {{- $isEmpty := true }}
  {{- range $word := .Values.words }}
  {{- with $word }}
  {{- $isEmpty = false }}
  - found: {{ . | quote }}
    label:
      {{- toYaml $.Values.labels | nindent 6 }}
  {{- end }}
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
{{- with .Values.labels }}
b:
  {{- $isEmpty := true }}
  {{- range $name, $value := . }}
  {{- with $value }}
  {{- $isEmpty = false }}
  {{ $name | quote }}: {{ . | quote }}
  {{- end }}
  {{- end }}
  {{- if $isEmpty }}
  {}
  {{- end }}
{{- end }}
{{- with .Values.text }}
{{- if not (kindIs "invalid" $.Values.optional) }}
c: {{ printf "%s%d" . (int64 $.Values.optional) | quote }}
{{- end }}
{{- end }}
`,
  },
  {
    name: 'loops in texts',
    resource: () =>
      new Resource({
        file: configText`
          [ports]
          ${entries(sample.ports, (name, port) => lines`${name} = ${port}`)}
          [words]
            ${each(
              sample.words,
              (word) => lines`
              word ${word}
              ${entries(sample.ports, (name, port) => when(gt(port, 100), lines`${word} ${name}`))}
            `,
            )}
          ${each(['a', 'b'], (item) => text`constant ${item}`)}
          ${each(names({ last: sample.text }), (name) => present(name, (found) => lines`name = ${found}`))}
        `,
      }),
    template: `file: |
  [ports]
  {{- range $name, $port := .Values.ports }}
  {{ $name | toJson }} = {{ $port | int64 }}
  {{- end }}
  [words]
  {{- range $word := .Values.words }}
    word {{ $word | toJson }}
  {{- range $name, $port := $.Values.ports }}
  {{- if gt (int64 $port) 100 }}
    {{ $word | toJson }} {{ $name | toJson }}
  {{- end }}
  {{- end }}
  {{- end }}
  {{- range $item := list "a" "b" }}
  constant {{ $item }}
  {{- end }}
  {{- range $name := include "sample.names" (dict "root" . "last" .Values.text) | fromYamlArray }}
  {{- with $name }}
  name = {{ . | toJson }}
  {{- end }}
  {{- end }}
`,
  },
  {
    name: 'a list that the author knows to be filled',
    resource: () => new Resource({ a: filled([when(sample.enabled, 'x'), when(eq(sample.enabled, false), 'y')]) }),
    template: `a:
  {{- if .Values.enabled }}
  - x
  {{- end }}
  {{- if eq .Values.enabled false }}
  - "y"
  {{- end }}
`,
  },
  {
    name: 'lists and maps that only rendering can fill, in each other and in loops',
    resource: () =>
      new Resource({
        a: [entries(sample.services, (_, service) => [each(sample.words, () => when(service.public, 'x'))])],
        b: { ...entries(sample.services, (name, service) => keyed(name, { ...when(service.public, { a: 1 }) })) },
        c: [[present(sample.text, () => when(sample.enabled, 'x'))]],
        d: { ...present(sample.labels, () => ({ ...when(sample.enabled, { a: 1 }) })) },
        e: [spread(sample.words), spread(names({ last: sample.text })), when(sample.enabled, 'x')],
        f: [spread(names({ last: sample.text }))],
      }),
    template: `a:
  {{- range $service := .Values.services }}
  -
    {{- $isEmpty := true }}
    {{- range $item := $.Values.words }}
    {{- if $service.public }}
    {{- $isEmpty = false }}
    - x
    {{- end }}
    {{- end }}
    {{- if $isEmpty }}
    []
    {{- end }}
  {{- else }}
  []
  {{- end }}
b:
  {{- range $name, $service := .Values.services }}
  {{ $name | quote }}:
    {{- if $service.public }}
    a: 1
    {{- else }}
    {}
    {{- end }}
  {{- else }}
  {}
  {{- end }}
c:
  -
    {{- $isEmpty := true }}
    {{- with .Values.text }}
    {{- if $.Values.enabled }}
    {{- $isEmpty = false }}
    - x
    {{- end }}
    {{- end }}
    {{- if $isEmpty }}
    []
    {{- end }}
d:
  {{- $isEmpty := true }}
  {{- with .Values.labels }}
  {{- if $.Values.enabled }}
  {{- $isEmpty = false }}
  a: 1
  {{- end }}
  {{- end }}
  {{- if $isEmpty }}
  {}
  {{- end }}
e:
  {{- $isEmpty := true }}
  {{- with .Values.words }}
  {{- $isEmpty = false }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with include "sample.names" (dict "root" . "last" .Values.text) | trim }}
  {{- $isEmpty = false }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- if .Values.enabled }}
  {{- $isEmpty = false }}
  - x
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
f:
  {{- $isEmpty := true }}
  {{- with include "sample.names" (dict "root" . "last" .Values.text) | trim }}
  {{- $isEmpty = false }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
`,
  },
]
