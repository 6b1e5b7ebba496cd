import {
  add,
  allOf,
  anyOf,
  configText,
  countOf,
  each,
  entries,
  eq,
  greatestOf,
  gt,
  json,
  keyed,
  len,
  lines,
  merge,
  named,
  nonEmpty,
  orElse,
  present,
  Resource,
  spread,
  sumOf,
  text,
  when,
} from '../../src/helm/index.js'
import type { Construct } from './constructs.js'
import { sample } from './sample-chart.js'
import { described, endpoint, isLarge, labels, names, perhaps, rows, sizes, verdict } from './structure-helpers.js'

const web = () => endpoint({ host: sample.name, port: sample.count })

/** Helpers that give objects, lists and maps, and values that are made of many. */
export const structureConstructs: readonly Construct[] = [
  {
    name: 'an object of the values whose names are known, among other fields',
    resource: () => new Resource({ b: { a: 'x', ...spread(sample.nested.inner), z: 'y' } }),
    template: `b:
  a: x
  {{- toYaml .Values.nested.inner | nindent 2 }}
  z: "y"
`,
  },
  {
    name: 'structures as whole fields and items, of which some may be empty',
    resource: () =>
      new Resource({
        object: web(),
        list: names({ last: sample.text }),
        never: rows(),
        map: sizes({ least: 81 }),
        perhaps: perhaps(),
        labels: labels(),
        items: [web(), names({ last: '' }), perhaps(), rows()],
        inList: [spread(names({ last: '' })), spread(rows())],
      }),
    template: `object:
  {{- include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | nindent 2 }}
list:
  {{- include "sample.names" (dict "root" . "last" .Values.text) | trim | default "[]" | nindent 2 }}
never:
  {{- include "sample.rows" . | nindent 2 }}
map:
  {{- include "sample.sizes" (dict "root" . "least" 81) | trim | default "{}" | nindent 2 }}
perhaps:
  {{- include "sample.perhaps" . | trim | default "{}" | nindent 2 }}
labels:
  {{- include "sample.labels" . | default "{}" | nindent 2 }}
items:
  - {{- include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | nindent 4 }}
  - {{- include "sample.names" (dict "root" . "last" "") | trim | default "[]" | nindent 4 }}
  - {{- include "sample.perhaps" . | trim | default "{}" | nindent 4 }}
  - {{- include "sample.rows" . | nindent 4 }}
inList:
  {{- include "sample.names" (dict "root" . "last" "") | trim | nindent 2 }}
  {{- include "sample.rows" . | nindent 2 }}
`,
  },
  {
    name: 'structures read part by part',
    resource: () =>
      new Resource({
        host: web().host,
        port: web().port,
        more: add(web().port, 1),
        line: text`${web().host}:${web().port}`,
        names: web().names,
        labels: web().labels,
        sometimes: web().sometimes,
        optional: orElse(web().optional, 7),
        present: present(web().sometimes, (host) => ({ host })),
        isThere: nonEmpty(perhaps()),
        size: len(names({ last: sample.text })),
        json: json(web()),
        when: when(nonEmpty(names({ last: '' })), { a: present(names({ last: '' }), (found) => found) }),
      }),
    template: `host: {{ (include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).host | quote }}
port: {{ (include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).port | int64 }}
more: {{ add ((include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).port) 1 }}
line: {{ printf "%s:%d" ((include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).host)
    (int64 ((include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).port)) | quote }}
names:
  {{- toYaml ((include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).names) | nindent 2 }}
labels:
  {{- toYaml ((include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).labels) | nindent 2 }}
{{- if not (kindIs "invalid" ((include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).sometimes)) }}
sometimes: {{ (include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).sometimes | quote }}
{{- end }}
optional: {{ ternary 7 ((include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).optional)
    (kindIs "invalid" ((include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).optional)) | int64 }}
{{- with (include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml).sometimes }}
present:
  host: {{ . | quote }}
{{- end }}
isThere: {{ not (empty (include "sample.perhaps" . | fromYaml)) }}
size: {{ len (include "sample.names" (dict "root" . "last" .Values.text) | fromYamlArray) }}
json: {{ include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml | toJson | quote }}
{{- if include "sample.names" (dict "root" . "last" "") | fromYamlArray }}
when:
  {{- with include "sample.names" (dict "root" . "last" "") | fromYamlArray }}
  a:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
`,
  },
  {
    name: 'structures that a variable keeps',
    resource: () => {
      const kept = named('web', web())
      return new Resource({
        host: kept.host,
        all: kept,
        names: [each(kept.names, (name) => text`${name}.${kept.host}`)],
        list: named('names', names({ last: 'z' })),
        map: { ...entries(named('sizes', sizes({ least: 1 })), (name, size) => keyed(name, size)) },
      })
    },
    template: `{{- $web := include "sample.endpoint" (dict "root" . "host" .Values.name "port" .Values.count) | fromYaml }}
{{- $names := include "sample.names" (dict "root" . "last" "z") | fromYamlArray }}
{{- $sizes := include "sample.sizes" (dict "root" . "least" 1) | fromYaml }}
host: {{ $web.host | quote }}
all:
  {{- toYaml $web | nindent 2 }}
names:
  {{- range $name := $web.names }}
  - {{ printf "%s.%s" $name $web.host | quote }}
  {{- else }}
  []
  {{- end }}
list:
  {{- toYaml $names | nindent 2 }}
map:
  {{- range $name, $size := $sizes }}
  {{ $name | quote }}: {{ $size | int64 }}
  {{- else }}
  {}
  {{- end }}
`,
  },
  {
    name: 'structures and an author’s own as arguments',
    resource: () =>
      new Resource({
        constants: described({
          service: { port: sample.count, public: true },
          mode: 'two',
          nested: { inner: { value: sample.text } },
          rows: [
            { name: 'a', size: 1 },
            { name: sample.text, size: sample.count },
          ],
        }),
        values: described({
          service: { port: 1, public: sample.enabled },
          mode: sample.mode,
          nested: sample.nested,
          rows: rows(),
        }),
        boolean: isLarge({ sizes: sizes({ least: 2 }), limit: 5 }),
        condition: when(isLarge({ sizes: sample.ports, limit: sample.count }), verdict()),
        merged: merge({ fixed: labels(), user: sample.labels, winner: 'user' }),
      }),
    template: `constants: {{ include "sample.described" (dict "service" (dict "port" .Values.count "public" true) "mode" "two" "nested"
    (dict "inner" (dict "value" .Values.text)) "rows" (list (dict "name" "a" "size" 1) (dict "name" .Values.text "size" .Values.count))) | quote }}
values: {{ include "sample.described"
    (dict "service" (dict "port" 1 "public" .Values.enabled) "mode" .Values.mode "nested" .Values.nested "rows" (include "sample.rows" . | fromYamlArray))
    | quote }}
boolean: {{ eq (include "sample.isLarge" (dict "sizes" (include "sample.sizes" (dict "root" . "least" 2) | fromYaml) "limit" 5)) "true" }}
{{- if eq (include "sample.isLarge" (dict "sizes" .Values.ports "limit" .Values.count)) "true" }}
condition: {{ include "sample.verdict" . | quote }}
{{- end }}
merged:
  {{- toYaml (merge (dict) .Values.labels (include "sample.labels" . | fromYaml)) | nindent 2 }}
`,
  },
  {
    name: 'folds in fields, conditions and texts',
    resource: () => {
      const sum = sumOf(
        'sum',
        entries(sample.ports, (_, port) => port),
      )
      return new Resource({
        sum,
        half: text`${sum} of ${countOf(
          'number',
          each(sample.words, (word) => word),
        )}`,
        greatest: greatestOf('greatest', [sample.count, 7, entries(sample.services, (_, { port }) => port)]),
        any: anyOf(
          'any',
          each(sample.words, (word) => eq(word, 'alpha')),
        ),
        all: allOf('all', [sample.enabled, each(sample.words, (word) => eq(word, 'alpha'))]),
        nothing: sumOf('nothing', []),
        when: when(gt(sum, 100), 'many'),
        file: configText`
          sum = ${sum}
          ${when(gt(sum, 100), lines`many`)}
        `,
      })
    },
    template: `{{- $sum := 0 }}
{{- range $port := .Values.ports }}
{{- $sum = add $sum $port }}
{{- end }}
{{- $number := 0 }}
{{- range $word := .Values.words }}
{{- $number = add $number 1 }}
{{- end }}
{{- $greatest := 0 }}
{{- $greatest = max $greatest .Values.count }}
{{- $greatest = max $greatest 7 }}
{{- range $value := .Values.services }}
{{- $greatest = max $greatest $value.port }}
{{- end }}
{{- $any := false }}
{{- range $word := .Values.words }}
{{- $any = or $any (eq $word "alpha") }}
{{- end }}
{{- $all := true }}
{{- $all = and $all .Values.enabled }}
{{- range $word := .Values.words }}
{{- $all = and $all (eq $word "alpha") }}
{{- end }}
{{- $nothing := 0 }}
sum: {{ $sum }}
half: {{ printf "%d of %d" $sum $number | quote }}
greatest: {{ $greatest }}
any: {{ $any }}
all: {{ $all }}
nothing: {{ $nothing }}
{{- if gt $sum 100 }}
when: many
{{- end }}
file: |
  sum = {{ $sum }}
  {{- if gt $sum 100 }}
  many
  {{- end }}
`,
  },
  {
    name: 'folds over conditions, nested loops and other folds, and in loops',
    resource: () =>
      new Resource({
        conditional: sumOf('conditional', [when(sample.enabled, 5), present(sample.optional, (number) => number)]),
        nested: sumOf(
          'nested',
          each(sample.words, (word) => entries(sample.ports, (_, port) => when(eq(word, 'beta'), port))),
        ),
        ofFolds: greatestOf(
          'most',
          each(sample.words, (word) =>
            sumOf(
              'perWord',
              entries(sample.ports, (_, port) => add(port, len(word))),
            ),
          ),
        ),
        list: [
          each(sample.words, (word) => ({
            word,
            same: countOf(
              'same',
              each(sample.words, (other) => when(eq(word, other), other)),
            ),
          })),
        ],
        ofHelper: sumOf(
          'sizes',
          each(rows(), (row) => row.size),
        ),
      }),
    template: `{{- $conditional := 0 }}
{{- if .Values.enabled }}
{{- $conditional = add $conditional 5 }}
{{- end }}
{{- if not (kindIs "invalid" .Values.optional) }}
{{- $conditional = add $conditional .Values.optional }}
{{- end }}
{{- $nested := 0 }}
{{- range $word := .Values.words }}
{{- range $port := $.Values.ports }}
{{- if eq $word "beta" }}
{{- $nested = add $nested $port }}
{{- end }}
{{- end }}
{{- end }}
{{- $most := 0 }}
{{- range $word := .Values.words }}
{{- $perWord := 0 }}
{{- range $port := $.Values.ports }}
{{- $perWord = add $perWord (add $port (len $word)) }}
{{- end }}
{{- $most = max $most $perWord }}
{{- end }}
{{- $sizes := 0 }}
{{- range $row := include "sample.rows" . | fromYamlArray }}
{{- $sizes = add $sizes $row.size }}
{{- end }}
conditional: {{ $conditional }}
nested: {{ $nested }}
ofFolds: {{ $most }}
list:
  {{- range $word := .Values.words }}
  {{- $same := 0 }}
  {{- range $other := $.Values.words }}
  {{- if eq $word $other }}
  {{- $same = add $same 1 }}
  {{- end }}
  {{- end }}
  - word: {{ $word | quote }}
    same: {{ $same }}
  {{- else }}
  []
  {{- end }}
ofHelper: {{ $sizes }}
`,
  },
  {
    name: 'lines that are too long are wrapped between operands',
    resource: () => {
      const long = (word: string) => eq(sample.text, `a text that is rather long, and ends with ${word}`)
      return new Resource({
        a: when(anyOf('isAny', [long('a'), long('b')]), 1),
        b: text`${sample.nested.inner.value} ${sample.nested.inner.value} ${sample.nested.inner.value} ${sample.nested.inner.value} ${sample.nested.inner.value}`,
        c: add(sample.count, ...[1, 2, 3, 4].map((factor) => add(sample.count, factor, len(names({ last: 'x' }))))),
      })
    },
    template: `{{- $isAny := false }}
{{- $isAny = or $isAny (eq .Values.text "a text that is rather long, and ends with a") }}
{{- $isAny = or $isAny (eq .Values.text "a text that is rather long, and ends with b") }}
{{- if $isAny }}
a: 1
{{- end }}
b: {{ printf "%s %s %s %s %s" .Values.nested.inner.value .Values.nested.inner.value .Values.nested.inner.value .Values.nested.inner.value
    .Values.nested.inner.value | quote }}
c: {{ add .Values.count (add .Values.count 1 (len (include "sample.names" (dict "root" . "last" "x") | fromYamlArray)))
    (add .Values.count 2 (len (include "sample.names" (dict "root" . "last" "x") | fromYamlArray)))
    (add .Values.count 3 (len (include "sample.names" (dict "root" . "last" "x") | fromYamlArray)))
    (add .Values.count 4 (len (include "sample.names" (dict "root" . "last" "x") | fromYamlArray))) }}
`,
  },
]
