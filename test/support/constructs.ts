import type { IConfigMap, IPod } from 'kubernetes-models/v1'
import {
  add,
  and,
  capabilities,
  ceilDivide,
  checksum,
  configText,
  contains,
  each,
  entries,
  entryOf,
  env,
  eq,
  ge,
  gt,
  hasKey,
  hasPrefix,
  hasSuffix,
  hook,
  ifElse,
  ifEmpty,
  isEmpty,
  isSet,
  join,
  json,
  keyed,
  le,
  len,
  lines,
  lower,
  lt,
  match,
  matches,
  max,
  merge,
  mergeMaps,
  min,
  mul,
  named,
  ne,
  nonEmpty,
  not,
  omit,
  or,
  orElse,
  passthrough,
  present,
  Resource,
  release,
  replace,
  resource,
  resourceWhen,
  sha256,
  spread,
  sub,
  text,
  trimSuffix,
  trunc,
  versionAtLeast,
  when,
} from '../../src/helm/index.js'
import { absenceConstructs } from './absence-constructs.js'
import { choiceConstructs } from './choice-constructs.js'
import { functionConstructs } from './function-constructs.js'
import { layoutConstructs } from './layout-constructs.js'
import { loopConstructs } from './loop-constructs.js'
import { sample } from './sample-chart.js'
import { structureConstructs } from './structure-constructs.js'
import { structureHelpers } from './structure-helpers.js'

/** One construct: what an author writes, and the template that it must print. */
export interface Construct {
  readonly name: string
  readonly resource: () => Resource
  readonly template: string
}

/** Free-form objects: these constructs are about the toolkit, not about a Kubernetes kind. */
const object = (fields: object): Resource => new Resource(fields)

const config = resource<IConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', data: { a: sample.text } })

const texts: readonly Construct[] = [
  {
    name: 'literals, quoted where YAML would read something else',
    resource: () =>
      object({
        a: 'plain',
        b: 'yes',
        c: '1.10',
        d: 'a: b # c',
        e: '{{ evil }}',
        f: 7,
        g: true,
        h: 0.5,
        i: '/path',
        j: '',
      }),
    template: `a: plain
b: "yes"
c: "1.10"
d: "a: b # c"
e: "{{ "{{" }} evil }}"
f: 7
g: true
h: 0.5
i: /path
j: ""
`,
  },
  {
    name: 'keys, quoted where YAML would read something else',
    resource: () => object({ 'app.kubernetes.io/name': 'a', on: 'b', 'x y': 'c', '{{k}}': 'd', '1': 'e' }),
    template: `"1": e
app.kubernetes.io/name: a
"on": b
"x y": c
"{{ "{{" }}k}}": d
`,
  },
  {
    name: 'values by their type',
    resource: () =>
      object({
        a: sample.text,
        b: sample.count,
        c: sample.ratio,
        d: sample.enabled,
        e: sample.nested.inner.value,
      }),
    template: `a: {{ .Values.text | quote }}
b: {{ .Values.count | int64 }}
c: {{ .Values.ratio | toJson }}
d: {{ .Values.enabled }}
e: {{ .Values.nested.inner.value | quote }}
`,
  },
  {
    name: 'text with holes',
    resource: () =>
      object({
        a: text`100% of ${sample.text}, ${sample.count} times, ${sample.ratio}, ${sample.enabled}`,
        b: text`${sample.count}`,
        c: text`${release.name}-web`,
        d: text`${text`${sample.text}/`}${'x'}`,
        e: text`${sample.ratio}`,
        f: text`${sample.enabled}`,
        g: text`all literal`,
      }),
    template: `a: {{ printf "100%% of %s, %d times, %s, %t" .Values.text (int64 .Values.count) (toJson .Values.ratio) .Values.enabled | quote }}
b: {{ .Values.count | int64 | quote }}
c: {{ .Release.Name }}-web
d: {{ printf "%s/x" .Values.text | quote }}
e: {{ .Values.ratio | toJson | quote }}
f: {{ .Values.enabled | quote }}
g: "all literal"
`,
  },
  {
    name: 'text functions',
    resource: () =>
      object({
        a: lower(sample.text),
        b: trimSuffix(trunc(sample.text, 5), '-'),
        c: replace(sample.text, ' ', '_'),
        d: sha256(sample.text),
        e: json(sample.object),
        f: join(sample.words, ','),
        g: ifEmpty(sample.empty, sample.text),
      }),
    template: `a: {{ .Values.text | lower | quote }}
b: {{ .Values.text | trunc 5 | trimSuffix "-" | quote }}
c: {{ .Values.text | replace " " "_" | quote }}
d: {{ .Values.text | sha256sum | quote }}
e: {{ .Values.object | toJson | quote }}
f: {{ .Values.words | join "," | quote }}
g: {{ .Values.empty | default .Values.text | quote }}
`,
  },
  {
    name: 'a configuration file as text',
    resource: () =>
      object({
        file: configText`
        [server]
        port = ${sample.count}
        mode = "${sample.mode}"
        name = ${sample.text}
          ${when(sample.enabled, lines`indented = {{ literally }}`)}
        ${each(sample.words, (word) => lines`word = ${word}`)}

        [end]
      `,
      }),
    template: `file: |
  [server]
  port = {{ .Values.count | int64 }}
  mode = "{{ .Values.mode }}"
  name = {{ .Values.text | toJson }}
  {{- if .Values.enabled }}
    indented = {{ "{{" }} literally }}
  {{- end }}
  {{- range $word := .Values.words }}
  word = {{ $word | toJson }}
  {{- end }}

  [end]
`,
  },
  {
    name: 'a text that starts with a hole, which may be empty',
    resource: () =>
      object({
        file: configText`
        ${sample.mode} then
      `,
      }),
    template: `file: |2
  {{ .Values.mode }} then
`,
  },
  {
    name: 'a text whose first line is indented',
    resource: () =>
      object({
        file: configText`
          first
        second
      `,
      }),
    template: `file: |2
    first
  second
`,
  },
]

const conditions: readonly Construct[] = [
  {
    name: 'what is empty',
    resource: () =>
      object({ a: isEmpty(sample.labels), b: when(and(isEmpty(sample.empty), isEmpty(sample.optional)), 1) }),
    template: `a: {{ empty .Values.labels }}
{{- if and (not .Values.empty) (not .Values.optional) }}
b: 1
{{- end }}
`,
  },
  {
    name: 'a conditional field, and neighbours under one condition',
    resource: () => object({ a: when(sample.enabled, 'x'), b: when(sample.enabled, sample.count), c: 1 }),
    template: `{{- if .Values.enabled }}
a: x
b: {{ .Values.count | int64 }}
{{- end }}
c: 1
`,
  },
  {
    name: 'one of two values',
    resource: () =>
      object({
        a: ifElse(sample.enabled, 'x', 'y'),
        b: ifElse(sample.enabled, sample.text, 'y'),
        c: ifElse(sample.enabled, { d: 1 }, { e: 2 }),
      }),
    template: `a: {{ ternary "x" "y" .Values.enabled | quote }}
{{- if .Values.enabled }}
b: {{ .Values.text | quote }}
{{- else }}
b: "y"
{{- end }}
{{- if .Values.enabled }}
c:
  d: 1
{{- else }}
c:
  e: 2
{{- end }}
`,
  },
  {
    name: 'a choice of a string union',
    resource: () =>
      object({ a: match(sample.mode, { one: 'first', two: { nested: sample.count }, three: undefined }) }),
    template: `{{- if eq .Values.mode "one" }}
a: first
{{- else if eq .Values.mode "two" }}
a:
  nested: {{ .Values.count | int64 }}
{{- end }}
`,
  },
  {
    name: 'values that are set',
    resource: () =>
      object({
        a: present(sample.labels, (labels) => labels),
        b: present(sample.text, (value) => ({ inner: value, outer: sample.count })),
        c: present(sample.optional, (value) => value),
        d: sample.optional,
        e: orElse(sample.optional, 7),
      }),
    template: `{{- with .Values.labels }}
a:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.text }}
b:
  inner: {{ . | quote }}
  outer: {{ $.Values.count | int64 }}
{{- end }}
{{- if not (kindIs "invalid" .Values.optional) }}
c: {{ .Values.optional | int64 }}
{{- end }}
{{- if not (kindIs "invalid" .Values.optional) }}
d: {{ .Values.optional | int64 }}
{{- end }}
e: {{ ternary 7 .Values.optional (kindIs "invalid" .Values.optional) | int64 }}
`,
  },
  {
    name: 'present in present, and a loop in it',
    resource: () =>
      object({
        a: present(sample.labels, (labels) => ({
          own: labels,
          b: present(sample.words, (words) => ({
            labels,
            words: [each(words, (word) => ({ word, mode: sample.mode }))],
          })),
        })),
      }),
    template: `{{- with .Values.labels }}
a:
  own:
    {{- toYaml . | nindent 4 }}
  {{- with $.Values.words }}
  b:
    labels:
      {{- toYaml $.Values.labels | nindent 6 }}
    words:
      {{- range $word := . }}
      - word: {{ $word | quote }}
        mode: {{ $.Values.mode | quote }}
      {{- end }}
  {{- end }}
{{- end }}
`,
  },
  {
    name: 'comparisons and logic',
    resource: () =>
      object({
        a: when(and(eq(sample.mode, 'one'), ne(sample.text, 'x')), 1),
        b: when(or(lt(sample.count, 5), gt(sample.ratio, 1), le(sample.count, sample.count)), 2),
        c: when(not(ge(sample.count, 1)), 3),
        d: when(and(nonEmpty(sample.words), not(nonEmpty(sample.empty))), 4),
        e: nonEmpty(sample.labels),
        f: when(isSet(sample.optional), 5),
        g: when(or(hasPrefix(sample.text, 'so'), hasSuffix(sample.text, 'xt'), contains(sample.text, 'e')), 6),
        h: when(matches(sample.text, '^[a-z ]+$'), 7),
        i: when(hasKey(sample.labels, 'team'), 8),
        j: versionAtLeast(capabilities.kubeVersion, '1.30'),
      }),
    template: `{{- if and (eq .Values.mode "one") (ne .Values.text "x") }}
a: 1
{{- end }}
{{- if or (lt (int64 .Values.count) 5) (gt (float64 .Values.ratio) (float64 1)) (le (int64 .Values.count) (int64 .Values.count)) }}
b: 2
{{- end }}
{{- if not (ge (int64 .Values.count) 1) }}
c: 3
{{- end }}
{{- if and .Values.words (not .Values.empty) }}
d: 4
{{- end }}
e: {{ not (empty .Values.labels) }}
{{- if not (kindIs "invalid" .Values.optional) }}
f: 5
{{- end }}
{{- if or (hasPrefix "so" .Values.text) (hasSuffix "xt" .Values.text) (contains "e" .Values.text) }}
g: 6
{{- end }}
{{- if regexMatch "^[a-z ]+$" .Values.text }}
h: 7
{{- end }}
{{- if hasKey .Values.labels "team" }}
i: 8
{{- end }}
j: {{ semverCompare ">=1.30-0" .Capabilities.KubeVersion.Version }}
`,
  },
]

const collections: readonly Construct[] = [
  {
    name: 'a loop whose name a variable has already',
    resource: () =>
      object({
        a: named('port', sample.text),
        b: [entries(sample.ports, (name, port) => ({ name: named('port', sample.text), port, key: name }))],
      }),
    template: `{{- $port := .Values.text }}
a: {{ $port | quote }}
b:
  {{- range $name, $port2 := .Values.ports }}
  - name: {{ $port | quote }}
    port: {{ $port2 | int64 }}
    key: {{ $name | quote }}
  {{- else }}
  []
  {{- end }}
`,
  },
  {
    name: 'loops over a list and over a map',
    resource: () =>
      object({
        a: ['first', each(sample.words, (word) => word)],
        b: [entries(sample.ports, (name, port) => ({ name, port }))],
        c: { ...entries(sample.ports, (name, port) => keyed(text`port-${name}`, port)) },
      }),
    template: `a:
  - first
  {{- range $word := .Values.words }}
  - {{ $word | quote }}
  {{- end }}
b:
  {{- range $name, $port := .Values.ports }}
  - name: {{ $name | quote }}
    port: {{ $port | int64 }}
  {{- else }}
  []
  {{- end }}
c:
  {{- range $name, $port := .Values.ports }}
  {{ printf "port-%s" $name | quote }}: {{ $port | int64 }}
  {{- else }}
  {}
  {{- end }}
`,
  },
  {
    name: 'a loop in a loop over the same list',
    resource: () =>
      object({
        a: [each(sample.words, (word) => ({ outer: word, inner: [each(sample.words, () => word)] }))],
      }),
    template: `a:
  {{- range $word := .Values.words }}
  - outer: {{ $word | quote }}
    inner:
      {{- range $item := $.Values.words }}
      - {{ $word | quote }}
      {{- else }}
      []
      {{- end }}
  {{- else }}
  []
  {{- end }}
`,
  },
  {
    name: 'collections that may be empty',
    resource: () =>
      object({
        a: [when(sample.enabled, 'x')],
        b: { c: when(sample.enabled, 1), d: when(eq(sample.mode, 'two'), 2) },
        e: [],
        f: {},
        g: [spread(sample.words)],
      }),
    template: `a:
  {{- if .Values.enabled }}
  - x
  {{- else }}
  []
  {{- end }}
b:
  {{- if or .Values.enabled (eq .Values.mode "two") }}
  {{- if .Values.enabled }}
  c: 1
  {{- end }}
  {{- if eq .Values.mode "two" }}
  d: 2
  {{- end }}
  {{- else }}
  {}
  {{- end }}
e: []
f: {}
g:
  {{- toYaml .Values.words | nindent 2 }}
`,
  },
  {
    name: 'collections whose emptiness only rendering tells',
    resource: () =>
      object({
        a: [
          entries(sample.services, (name, service) => when(service.public, { name, port: service.port, list: ['x'] })),
        ],
        b: { ...entries(sample.services, (name, service) => keyed(name, when(service.public, sample.object))) },
      }),
    template: `a:
  {{- $isEmpty := true }}
  {{- range $name, $service := .Values.services }}
  {{- if $service.public }}
  {{- $isEmpty = false }}
  - name: {{ $name | quote }}
    port: {{ $service.port | int64 }}
    list:
      - x
  {{- end }}
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
b:
  {{- $isEmpty := true }}
  {{- range $name, $service := .Values.services }}
  {{- if $service.public }}
  {{- $isEmpty = false }}
  {{ $name | quote }}:
    {{- toYaml $.Values.object | nindent 4 }}
  {{- end }}
  {{- end }}
  {{- if $isEmpty }}
  {}
  {{- end }}
`,
  },
  {
    name: 'a collection whose content a surrounding condition has asked for',
    resource: () =>
      object({
        a: when(or(nonEmpty(sample.labels), nonEmpty(sample.words)), {
          b: [entries(sample.labels, (label) => label), spread(sample.words)],
        }),
      }),
    template: `{{- if or .Values.labels .Values.words }}
a:
  b:
    {{- range $label, $value := .Values.labels }}
    - {{ $label | quote }}
    {{- end }}
    {{- with .Values.words }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
`,
  },
  {
    name: 'a collection with more conditions than a line can hold',
    resource: () =>
      object({
        a: ['one', 'two', 'three', 'four', 'five', 'six'].map((word) =>
          when(eq(sample.text, `${word}-long-enough`), word),
        ),
      }),
    template: `a:
  {{- $isEmpty := true }}
  {{- if eq .Values.text "one-long-enough" }}
  {{- $isEmpty = false }}
  - one
  {{- end }}
  {{- if eq .Values.text "two-long-enough" }}
  {{- $isEmpty = false }}
  - two
  {{- end }}
  {{- if eq .Values.text "three-long-enough" }}
  {{- $isEmpty = false }}
  - three
  {{- end }}
  {{- if eq .Values.text "four-long-enough" }}
  {{- $isEmpty = false }}
  - four
  {{- end }}
  {{- if eq .Values.text "five-long-enough" }}
  {{- $isEmpty = false }}
  - five
  {{- end }}
  {{- if eq .Values.text "six-long-enough" }}
  {{- $isEmpty = false }}
  - six
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
`,
  },
  {
    name: 'user maps and lists as they are',
    resource: () =>
      object({
        a: passthrough(sample.object),
        b: sample.labels,
        c: sample.words,
        d: [passthrough(sample.object)],
      }),
    template: `a:
  {{- toYaml .Values.object | nindent 2 }}
b:
  {{- toYaml .Values.labels | nindent 2 }}
c:
  {{- toYaml .Values.words | nindent 2 }}
d:
  - {{- toYaml .Values.object | nindent 4 }}
`,
  },
  {
    name: 'user maps merged with fixed keys',
    resource: () =>
      object({
        a: merge({
          fixed: { team: 'fixed', b: when(sample.enabled, sample.text) },
          user: sample.labels,
          winner: 'fixed',
        }),
        c: merge({ fixed: { team: 'fixed' }, user: sample.labels, winner: 'user' }),
        d: mergeMaps(sample.labels, omit(sample.labels, 'team')),
      }),
    template: `a:
  team: fixed
  {{- if .Values.enabled }}
  b: {{ .Values.text | quote }}
  {{- end }}
  {{- with omit .Values.labels "team" "b" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
c:
  {{- if or (not (hasKey .Values.labels "team")) .Values.labels }}
  {{- if not (hasKey .Values.labels "team") }}
  team: fixed
  {{- end }}
  {{- with .Values.labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- else }}
  {}
  {{- end }}
d:
  {{- toYaml (merge (dict) .Values.labels (omit .Values.labels "team")) | nindent 2 }}
`,
  },
  {
    name: 'environment variables',
    resource: () =>
      object({
        own: env({
          A: 'x',
          B: sample.text,
          C: when(sample.enabled, 'y'),
          D: { fieldRef: { fieldPath: 'metadata.name' } },
          E: ifElse(
            sample.enabled,
            { fieldRef: { fieldPath: 'status.podIP' } },
            { fieldRef: { fieldPath: 'spec.nodeName' } },
          ),
        }),
        fixedWins: env({ A: 'x' }, { user: sample.labels, winner: 'fixed' }),
        userWins: env({ A: 'x', team: 'y' }, { user: sample.labels, winner: 'user' }),
      }),
    template: `own:
  - name: A
    value: x
  - name: B
    value: {{ .Values.text | quote }}
  {{- if .Values.enabled }}
  - name: C
    value: "y"
  {{- end }}
  - name: D
    valueFrom:
      fieldRef:
        fieldPath: metadata.name
  {{- if .Values.enabled }}
  - name: E
    valueFrom:
      fieldRef:
        fieldPath: status.podIP
  {{- else }}
  - name: E
    valueFrom:
      fieldRef:
        fieldPath: spec.nodeName
  {{- end }}
fixedWins:
  - name: A
    value: x
  {{- range $name, $value := omit .Values.labels "A" }}
  - name: {{ $name | quote }}
    value: {{ $value | quote }}
  {{- end }}
userWins:
  {{- if or (not (hasKey .Values.labels "A")) (not (hasKey .Values.labels "team")) .Values.labels }}
  {{- if not (hasKey .Values.labels "A") }}
  - name: A
    value: x
  {{- end }}
  {{- if not (hasKey .Values.labels "team") }}
  - name: team
    value: "y"
  {{- end }}
  {{- range $name, $value := .Values.labels }}
  - name: {{ $name | quote }}
    value: {{ $value | quote }}
  {{- end }}
  {{- else }}
  []
  {{- end }}
`,
  },
  {
    name: 'list items that start with a condition or hold lists',
    resource: () => object({ a: [{ b: when(sample.enabled, 1), c: 2 }, ['x', [sample.count]], {}] }),
    template: `a:
  -
    {{- if .Values.enabled }}
    b: 1
    {{- end }}
    c: 2
  - - x
    - - {{ .Values.count | int64 }}
  - {}
`,
  },
]

const objects: readonly Construct[] = [
  {
    name: 'arithmetic, with a named part',
    resource: () =>
      object({
        a: add(sample.count, 2),
        b: mul(sample.count, add(sample.count, 1)),
        c: sub(10, sample.count),
        d: ceilDivide(sample.count, 2),
        e: max(sample.count, 7),
        f: min(sample.count, 7),
        g: text`${named('total', add(sample.count, sample.count))} pods`,
        h: len(sample.words),
        i: entryOf(sample.ports, 'http', 1),
      }),
    template: `{{- $total := add .Values.count .Values.count }}
a: {{ add .Values.count 2 }}
b: {{ mul .Values.count (add .Values.count 1) }}
c: {{ sub 10 .Values.count }}
d: {{ div (add .Values.count 1) 2 }}
e: {{ max .Values.count 7 }}
f: {{ min .Values.count 7 }}
g: {{ printf "%d pods" $total | quote }}
h: {{ len .Values.words }}
i: {{ dig "http" 1 .Values.ports | int64 }}
`,
  },
  {
    name: 'an object under a condition, a hook',
    resource: () =>
      resourceWhen<IPod>(sample.enabled, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          annotations: hook({ on: ['pre-install', 'pre-upgrade'], weight: -5, deletePolicy: ['before-hook-creation'] }),
        },
      }),
    template: `{{- if .Values.enabled }}
apiVersion: v1
kind: Pod
metadata:
  annotations:
    helm.sh/hook: "pre-install,pre-upgrade"
    helm.sh/hook-weight: "-5"
    helm.sh/hook-delete-policy: before-hook-creation
{{- end }}
`,
  },
  {
    name: 'the checksum of another object',
    resource: () => object({ a: checksum(config), b: [entries(sample.labels, () => ({ c: checksum(config) }))] }),
    template: `a: {{ (include (print .Template.BasePath "/config.yaml") . | fromYaml).data | toJson | sha256sum | quote }}
b:
  {{- range $value := .Values.labels }}
  - c: {{ (include (print $.Template.BasePath "/config.yaml") $ | fromYaml).data | toJson | sha256sum | quote }}
  {{- else }}
  []
  {{- end }}
`,
  },
]

/** Every construct of the toolkit beside what it prints. */
export const constructs: readonly Construct[] = [
  ...texts,
  ...conditions,
  ...collections,
  ...objects,
  ...functionConstructs,
  ...choiceConstructs,
  ...absenceConstructs,
  ...layoutConstructs,
  ...loopConstructs,
  ...structureConstructs,
]

/** The object that `checksum` refers to. */
export const constructTemplates = { config }

/** The helpers that the constructs call. */
export const constructHelpers = structureHelpers
