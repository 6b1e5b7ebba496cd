import {
  add,
  and,
  configText,
  type Expr,
  each,
  entries,
  entryOf,
  eq,
  gt,
  hook,
  ifElse,
  isEmpty,
  isSet,
  keyed,
  lines,
  match,
  merge,
  named,
  nonEmpty,
  orElse,
  passthrough,
  present,
  Resource,
  release,
  resourceWhen,
  spread,
  text,
  valuesOf,
  when,
} from '../../src/helm/index.js'
import type { Construct } from './constructs.js'
import { sample } from './sample-chart.js'

// biome-ignore lint/suspicious/noExplicitAny: keys of a free object, and of one that may be absent, have no type.
const anything = (expression: unknown) => expression as any
const values = anything(valuesOf())
const free = values.object

/** Where lines, quotes, blanks and names come from: what a reader sees rather than what it means. */
export const layoutConstructs: readonly Construct[] = [
  {
    name: 'words that some YAML version reads as something else, in any case',
    resource: () =>
      new Resource({
        list: [
          'y',
          'N',
          'Yes',
          'no',
          'ON',
          'off',
          'True',
          'FALSE',
          'null',
          'NaN',
          'Inf',
          'nano',
          '-a',
          '.5',
          '/',
          'a/b',
        ],
        special: ['\u0085\u2028', '\ufeff', 'line\nbreak', '"', '{{', '}}'],
      }),
    template: `list:
  - "y"
  - "N"
  - "Yes"
  - "no"
  - "ON"
  - "off"
  - "True"
  - "FALSE"
  - "null"
  - "NaN"
  - "Inf"
  - nano
  - "-a"
  - ".5"
  - /
  - a/b
special:
  - "\\u0085\\u2028"
  - "\\ufeff"
  - "line\\nbreak"
  - "\\""
  - "{{ "{{" }}"
  - "}}"
`,
  },
  {
    name: 'names in front of a suffix need no quotes, other text does',
    resource: () =>
      new Resource({
        plain: text`${release.name}-web-${sample.count}.local`,
        joined: text`${release.name}-${'web'}${text`-${release.name}`}`,
        nothing: text`${''}`,
        digit: text`${release.name}-1`,
        noDash: text`${release.name}web`,
        lateDash: text`${release.name}1-web`,
        structure: text`${release.name}-web: x`,
        behind: text`web-${release.name}`,
        free: text`${release.name}-web-${sample.text}`,
        upper: text`${release.name}-Web`,
        holes: text`${release.name}${sample.count}`,
      }),
    template: `plain: {{ .Release.Name }}-web-{{ .Values.count | int64 }}.local
joined: {{ .Release.Name }}-web-{{ .Release.Name }}
nothing: ""
digit: {{ printf "%s-1" .Release.Name | quote }}
noDash: {{ printf "%sweb" .Release.Name | quote }}
lateDash: {{ printf "%s1-web" .Release.Name | quote }}
structure: {{ printf "%s-web: x" .Release.Name | quote }}
behind: web-{{ .Release.Name }}
free: {{ printf "%s-web-%s" .Release.Name .Values.text | quote }}
upper: {{ printf "%s-Web" .Release.Name | quote }}
holes: {{ printf "%s%d" .Release.Name (int64 .Values.count) | quote }}
`,
  },
  {
    name: 'keys that are values',
    resource: () =>
      new Resource({
        a: keyed(sample.text, { inner: sample.count }),
        b: keyed(text`${release.name}-web`, [1]),
        c: [keyed(sample.name, text`${sample.text}`)],
        d: keyed(sample.name, when(sample.enabled, 1)),
        e: keyed(sample.name, undefined),
      }),
    template: `a:
  {{ .Values.text | quote }}:
    inner: {{ .Values.count | int64 }}
b:
  {{ .Release.Name }}-web:
    - 1
c:
  - {{ .Values.name | quote }}: {{ .Values.text | quote }}
d:
  {{- if .Values.enabled }}
  {{ .Values.name | quote }}: 1
  {{- else }}
  {}
  {{- end }}
e: {}
`,
  },
  {
    name: 'keys that are no identifiers',
    resource: () => new Resource({ a: present(free['a.b/c'], (value) => passthrough(value as Expr<object>)) }),
    template: `{{- with index .Values.object "a.b/c" }}
a:
  {{- toYaml . | nindent 2 }}
{{- end }}
`,
  },
  {
    name: 'a part of an object that may be absent',
    resource: () => new Resource({ a: present(sample.parent, (parent) => ({ b: parent.child.value })) }),
    template: `{{- with .Values.parent }}
a:
  b: {{ .child.value | quote }}
{{- end }}
`,
  },
  {
    name: 'choices of choices',
    resource: () =>
      new Resource({
        a: ifElse(sample.enabled, ifElse(eq(sample.mode, 'one'), sample.text, 'x'), sample.empty),
        b: ifElse(sample.enabled, 1, sample.count),
        c: match(sample.mode, { one: sample.text, two: when(sample.enabled, 'x'), three: 'z' }),
        d: [match(sample.mode, { one: 'x', two: undefined, three: undefined })],
        e: ifElse(sample.enabled, [sample.count], [1, 2]),
        f: ifElse(sample.enabled, 'x', undefined),
      }),
    template: `{{- if .Values.enabled }}
{{- if eq .Values.mode "one" }}
a: {{ .Values.text | quote }}
{{- else }}
a: x
{{- end }}
{{- else }}
a: {{ .Values.empty | quote }}
{{- end }}
{{- if .Values.enabled }}
b: 1
{{- else }}
b: {{ .Values.count | int64 }}
{{- end }}
{{- if eq .Values.mode "one" }}
c: {{ .Values.text | quote }}
{{- else if eq .Values.mode "two" }}
{{- if .Values.enabled }}
c: x
{{- end }}
{{- else }}
c: z
{{- end }}
d:
  {{- if eq .Values.mode "one" }}
  - x
  {{- else }}
  []
  {{- end }}
{{- if .Values.enabled }}
e:
  - {{ .Values.count | int64 }}
{{- else }}
e:
  - 1
  - 2
{{- end }}
{{- if .Values.enabled }}
f: x
{{- end }}
`,
  },
  {
    name: 'neighbours under one condition, and others',
    resource: () =>
      new Resource({
        list: [
          when(sample.enabled, 'a'),
          when(sample.enabled, 'b'),
          when(sample.enabled, 'c'),
          when(eq(sample.mode, 'one'), 'd'),
          'e',
          when(sample.enabled, 'f'),
        ],
        a: ifElse(sample.enabled, sample.text, 'x'),
        b: when(sample.enabled, 1),
      }),
    template: `list:
  {{- if .Values.enabled }}
  - a
  - b
  - c
  {{- end }}
  {{- if eq .Values.mode "one" }}
  - d
  {{- end }}
  - e
  {{- if .Values.enabled }}
  - f
  {{- end }}
{{- if .Values.enabled }}
a: {{ .Values.text | quote }}
{{- else }}
a: x
{{- end }}
{{- if .Values.enabled }}
b: 1
{{- end }}
`,
  },
  {
    name: 'a condition whose content may be empty itself',
    resource: () =>
      new Resource({
        a: [when(sample.enabled, [each(sample.words, () => 'x')])],
        b: [when(sample.enabled, when(eq(sample.mode, 'one'), 'x'))],
        c: [match(sample.mode, { one: 'x', two: when(sample.enabled, 'y'), three: undefined })],
        d: { e: ifElse(sample.enabled, { f: 1 }, { g: 2 }) },
        h: [ifElse(sample.enabled, [1], [2])],
        i: { j: present(sample.words, (words) => words), k: present(sample.labels, () => 1) },
        l: [present(sample.words, (words) => each(words, () => 'x'))],
        m: [present(sample.labels, () => when(sample.enabled, 'x'))],
        n: { o: undefined },
        p: [undefined],
      }),
    template: `a:
  {{- if .Values.enabled }}
  -
    {{- range $item := .Values.words }}
    - x
    {{- else }}
    []
    {{- end }}
  {{- else }}
  []
  {{- end }}
b:
  {{- if and .Values.enabled (eq .Values.mode "one") }}
  {{- if .Values.enabled }}
  {{- if eq .Values.mode "one" }}
  - x
  {{- end }}
  {{- end }}
  {{- else }}
  []
  {{- end }}
c:
  {{- if or (eq .Values.mode "one") (and (not (eq .Values.mode "one")) (and (eq .Values.mode "two") .Values.enabled)) }}
  {{- if eq .Values.mode "one" }}
  - x
  {{- else if eq .Values.mode "two" }}
  {{- if .Values.enabled }}
  - "y"
  {{- end }}
  {{- end }}
  {{- else }}
  []
  {{- end }}
d:
  {{- if .Values.enabled }}
  e:
    f: 1
  {{- else }}
  e:
    g: 2
  {{- end }}
h:
  {{- if .Values.enabled }}
  - - 1
  {{- else }}
  - - 2
  {{- end }}
i:
  {{- if or .Values.words .Values.labels }}
  {{- with .Values.words }}
  j:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.labels }}
  k: 1
  {{- end }}
  {{- else }}
  {}
  {{- end }}
l:
  {{- if .Values.words }}
  {{- with .Values.words }}
  {{- range $item := . }}
  - x
  {{- end }}
  {{- end }}
  {{- else }}
  []
  {{- end }}
m:
  {{- $isEmpty := true }}
  {{- with .Values.labels }}
  {{- if $.Values.enabled }}
  {{- $isEmpty = false }}
  - x
  {{- end }}
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
"n": {}
p: []
`,
  },
  {
    name: 'names of loops that would hide each other',
    resource: () =>
      new Resource({
        a: [
          entries(sample.ports, (name, port) => ({
            port,
            b: [each(sample.words, (name) => name)],
            c: [entries(sample.labels, (port, name) => ({ port, name }))],
            name,
          })),
        ],
        d: [
          each(sample.words, (name) => [
            entries(sample.ports, (key, port) => [
              entries(sample.labels, (port, name) => [each(sample.words, (key) => text`${port}${name}${key}`)]),
              text`${key}${port}`,
            ]),
            name,
          ]),
        ],
      }),
    template: `a:
  {{- range $name, $port := .Values.ports }}
  - port: {{ $port | int64 }}
    b:
      {{- range $name2 := $.Values.words }}
      - {{ $name2 | quote }}
      {{- else }}
      []
      {{- end }}
    c:
      {{- range $port2, $name2 := $.Values.labels }}
      - port: {{ $port2 | quote }}
        name: {{ $name2 | quote }}
      {{- else }}
      []
      {{- end }}
    name: {{ $name | quote }}
  {{- else }}
  []
  {{- end }}
d:
  {{- range $name := .Values.words }}
  -
    {{- range $key, $port := $.Values.ports }}
    -
      {{- range $port2, $name2 := $.Values.labels }}
      -
        {{- range $key2 := $.Values.words }}
        - {{ printf "%s%s%s" $port2 $name2 $key2 | quote }}
        {{- else }}
        []
        {{- end }}
      {{- end }}
      - {{ printf "%s%d" $key (int64 $port) | quote }}
    {{- end }}
    - {{ $name | quote }}
  {{- else }}
  []
  {{- end }}
`,
  },
  {
    name: 'what a condition around a collection has asked already',
    resource: () => {
      const names = entries(sample.labels, (name) => name)
      return new Resource({
        a: when(named('hasLabels', nonEmpty(sample.labels)), { b: [names] }),
        c: when(isEmpty(sample.labels), { d: [names] }),
        e: present(sample.labels, (labels) => ({
          f: when(nonEmpty(labels), { g: present(sample.words, (words) => ({ h: [when(nonEmpty(words), 'x')] })) }),
        })),
      })
    },
    template: `{{- $hasLabels := not (empty .Values.labels) }}
{{- if $hasLabels }}
a:
  b:
    {{- range $name, $value := .Values.labels }}
    - {{ $name | quote }}
    {{- end }}
{{- end }}
{{- if not .Values.labels }}
c:
  d:
    {{- range $name, $value := .Values.labels }}
    - {{ $name | quote }}
    {{- else }}
    []
    {{- end }}
{{- end }}
{{- with .Values.labels }}
e:
  {{- if . }}
  f:
    {{- if $.Values.words }}
    {{- with $.Values.words }}
    g:
      h:
        {{- if . }}
        - x
        {{- else }}
        []
        {{- end }}
    {{- end }}
    {{- else }}
    {}
    {{- end }}
  {{- else }}
  {}
  {{- end }}
{{- end }}
`,
  },
  {
    name: 'an object under a condition, with named parts of both',
    resource: () => {
      const total = named('total', add(sample.count, named('one', sample.count)))
      const isLarge = named('isLarge', gt(total, 3))
      return new Resource({ a: total, b: named('mode', sample.mode), c: when(isLarge, 1) }, isLarge)
    },
    template: `{{- $one := .Values.count | int64 }}
{{- $total := add .Values.count $one }}
{{- $isLarge := gt $total 3 }}
{{- if $isLarge }}
{{- $mode := .Values.mode }}
a: {{ $total }}
b: {{ $mode | quote }}
{{- if $isLarge }}
c: 1
{{- end }}
{{- end }}
`,
  },
  {
    name: 'several structures that only rendering can fill',
    resource: () => {
      const long = (word: string) => eq(sample.text, `a text that is rather long, and ends with ${word}`)
      return new Resource({
        list: [
          entries(sample.services, (_name, service) =>
            when(service.public, { port: service.port, '{{': '{{', none: [], deep: [[true]] }),
          ),
          entries(sample.services, (_name, service) =>
            when(service.public, merge({ fixed: { a: 'x' }, user: sample.labels, winner: 'fixed' })),
          ),
          present(sample.text, (value) => when(sample.enabled, text`${value}!`)),
          spread(sample.words),
        ],
        map: merge({
          fixed: { a: when(long('a'), 'x'), b: when(long('b'), 'y'), c: when(long('c'), 'z') },
          user: sample.labels,
          winner: 'user',
        }),
      })
    },
    template: `list:
  {{- $isEmpty := true }}
  {{- range $service := .Values.services }}
  {{- if $service.public }}
  {{- $isEmpty = false }}
  - port: {{ $service.port | int64 }}
    "{{ "{{" }}": "{{ "{{" }}"
    none: []
    deep:
      - - true
  {{- end }}
  {{- end }}
  {{- range $service := .Values.services }}
  {{- if $service.public }}
  {{- $isEmpty = false }}
  - a: x
    {{- with omit $.Values.labels "a" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- end }}
  {{- with .Values.text }}
  {{- if $.Values.enabled }}
  {{- $isEmpty = false }}
  - {{ printf "%s!" . | quote }}
  {{- end }}
  {{- end }}
  {{- with .Values.words }}
  {{- $isEmpty = false }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
map:
  {{- $isEmpty := true }}
  {{- if not (hasKey .Values.labels "a") }}
  {{- if eq .Values.text "a text that is rather long, and ends with a" }}
  {{- $isEmpty = false }}
  a: x
  {{- end }}
  {{- end }}
  {{- if not (hasKey .Values.labels "b") }}
  {{- if eq .Values.text "a text that is rather long, and ends with b" }}
  {{- $isEmpty = false }}
  b: "y"
  {{- end }}
  {{- end }}
  {{- if not (hasKey .Values.labels "c") }}
  {{- if eq .Values.text "a text that is rather long, and ends with c" }}
  {{- $isEmpty = false }}
  c: z
  {{- end }}
  {{- end }}
  {{- with .Values.labels }}
  {{- $isEmpty = false }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- if $isEmpty }}
  {}
  {{- end }}
`,
  },
  {
    name: 'texts that are empty, start with a blank or hold braces before a hole',
    resource: () =>
      new Resource({
        empty: configText``,
        blankBehindCondition: configText`
          ${when(sample.enabled, lines`first`)}
            second
        `,
        blankInLoop: configText`
          ${each(
            sample.words,
            () => lines`
                x
              y
            `,
          )}
        `,
        blankInElse: configText`
          ${ifElse(
            sample.enabled,
            lines`a`,
            lines`
                b
              c
            `,
          )}
        `,
        noBlankInLoop: configText`
          ${each(sample.words, () => lines`x`)}
            y
        `,
        noBlank: configText`
          ${ifElse(sample.enabled, lines`a`, lines`b`)}
          c
        `,
        emptyFirst: configText`
          ${lines``}

          x
        `,
        braces: configText`
          a {${sample.count}} {{${sample.enabled}}}
          end {
        `,
      }),
    template: `empty: ""
blankBehindCondition: |2
  {{- if .Values.enabled }}
  first
  {{- end }}
    second
blankInLoop: |2
  {{- range $item := .Values.words }}
    x
  y
  {{- end }}
blankInElse: |2
  {{- if .Values.enabled }}
  a
  {{- else }}
    b
  c
  {{- end }}
noBlankInLoop: |2
  {{- range $item := .Values.words }}
  x
  {{- end }}
    y
noBlank: |
  {{- if .Values.enabled }}
  a
  {{- else }}
  b
  {{- end }}
  c
emptyFirst: |

  x
braces: |
  a {{ "{" }}{{ .Values.count | int64 }}} {{ "{{" }}{{ .Values.enabled }}}}
  end {
`,
  },
  {
    name: 'structures in a text',
    resource: () => {
      return new Resource({
        file: configText`
          [mode]
          ${match(sample.mode, { one: lines`is one`, two: lines`is two`, three: undefined })}
          [present]
            ${present(
              sample.text,
              (value) => lines`
              text = ${value}
              and ${sample.count}
              ${ifElse(gt(sample.count, 1), lines`many`, lines`few`)}
              ${'   '}

              end
            `,
            )}
          [loop]
          ${entries(sample.ports, (name, port) => lines`${name} = ${port}`)}
          [inside]
            ${lines`
              one
              ${when(sample.enabled, lines`two`)}
            `}
          ${ifElse(sample.enabled, lines`x`, lines`${lines`y`}`)}
          ${ifElse(
            sample.enabled,
            lines`x`,
            lines`
              ${when(eq(sample.mode, 'one'), lines`y`)}
              z
            `,
          )}
          ${when(sample.enabled, 'a line' as never)}
          ${'constant'} and trailing blanks   
          number = ${7}, flag = ${true}
        `,
      })
    },
    template: `file: |
  [mode]
  {{- if eq .Values.mode "one" }}
  is one
  {{- else if eq .Values.mode "two" }}
  is two
  {{- end }}
  [present]
  {{- with .Values.text }}
    text = {{ . | toJson }}
    and {{ $.Values.count | int64 }}
  {{- if gt (int64 $.Values.count) 1 }}
    many
  {{- else }}
    few
  {{- end }}


    end
  {{- end }}
  [loop]
  {{- range $name, $port := .Values.ports }}
  {{ $name | toJson }} = {{ $port | int64 }}
  {{- end }}
  [inside]
    one
  {{- if .Values.enabled }}
    two
  {{- end }}
  {{- if .Values.enabled }}
  x
  {{- else }}
  y
  {{- end }}
  {{- if .Values.enabled }}
  x
  {{- else }}
  {{- if eq .Values.mode "one" }}
  y
  {{- end }}
  z
  {{- end }}
  {{- if .Values.enabled }}
  a line
  {{- end }}
  constant and trailing blanks
  number = 7, flag = true
`,
  },
  {
    name: 'free text is a JSON string in a configuration file, a choice or number is not',
    resource: () =>
      new Resource({
        file: configText`
          text = ${sample.text}
          found = ${entryOf(sample.labels, 'team', 'none')}
          mode = ${sample.mode}
          name = ${release.name}
          ratio = ${sample.ratio}
          enabled = ${sample.enabled}
          mixed = ${text`a ${sample.text}`}
        `,
      }),
    template: `file: |
  text = {{ .Values.text | toJson }}
  found = {{ dig "team" "none" .Values.labels | toJson }}
  mode = {{ .Values.mode }}
  name = {{ .Release.Name }}
  ratio = {{ .Values.ratio | toJson }}
  enabled = {{ .Values.enabled }}
  mixed = {{ printf "a %s" .Values.text | toJson }}
`,
  },
  {
    name: 'parts of a chart that are called like functions',
    resource: () =>
      new Resource({
        a: when(named('not', sample.enabled), 1),
        b: named('iff', sample.text),
        e: when(and(named('and', sample.enabled), eq(sample.mode, 'one')), 1),
        c: [when(named('or', gt(sample.count, 1)), 'x'), when(sample.enabled, 'y')],
        d: configText`
          text = ${named('json', sample.text)}
        `,
      }),
    template: `{{- $not := .Values.enabled }}
{{- $iff := .Values.text }}
{{- $and := .Values.enabled }}
{{- $or := gt (int64 .Values.count) 1 }}
{{- $json := .Values.text }}
{{- if $not }}
a: 1
{{- end }}
b: {{ $iff | quote }}
{{- if and $and (eq .Values.mode "one") }}
e: 1
{{- end }}
c:
  {{- if or $or .Values.enabled }}
  {{- if $or }}
  - x
  {{- end }}
  {{- if .Values.enabled }}
  - "y"
  {{- end }}
  {{- else }}
  []
  {{- end }}
d: |
  text = {{ $json | toJson }}
`,
  },
  {
    name: 'a named object and its parts',
    resource: () => new Resource({ a: named('nested', sample.nested).inner.value }),
    template: `{{- $nested := .Values.nested }}
a: {{ $nested.inner.value | quote }}
`,
  },
  {
    name: 'parts of an object that is computed or may be absent',
    resource: () =>
      new Resource({
        computed: ifElse(sample.enabled, sample.nested as never, sample.nested as never),
        part: anything(ifElse(sample.enabled, sample.nested as never, sample.nested as never)).inner.value,
        deep: orElse(values.parent.child.value, 'none'),
        isThere: isSet(values.parent.child),
      }),
    template: `{{- if .Values.enabled }}
computed:
  {{- toYaml .Values.nested | nindent 2 }}
{{- else }}
computed:
  {{- toYaml .Values.nested | nindent 2 }}
{{- end }}
part: {{ (ternary .Values.nested .Values.nested .Values.enabled).inner.value | quote }}
deep: {{ ternary "none" (((.Values.parent).child).value) (kindIs "invalid" (((.Values.parent).child).value)) | quote }}
isThere: {{ not (kindIs "invalid" ((.Values.parent).child)) }}
`,
  },
  {
    name: 'optional fields anywhere',
    resource: () =>
      new Resource({
        list: [{ a: sample.optional }, ifElse(sample.enabled, { b: 1 }, { c: sample.optional })],
        loop: [each(sample.words, () => ({ d: sample.optional }))],
        present: present(sample.text, (value) => ({ e: value, f: sample.optional })),
        only: { g: sample.optional },
        number: { h: present(sample.optional, (value) => value) },
      }),
    template: `list:
  -
    {{- if not (kindIs "invalid" .Values.optional) }}
    a: {{ .Values.optional | int64 }}
    {{- else }}
    {}
    {{- end }}
  {{- if .Values.enabled }}
  - b: 1
  {{- else }}
  -
    {{- if not (kindIs "invalid" .Values.optional) }}
    c: {{ .Values.optional | int64 }}
    {{- else }}
    {}
    {{- end }}
  {{- end }}
loop:
  {{- range $item := .Values.words }}
  -
    {{- if not (kindIs "invalid" $.Values.optional) }}
    d: {{ $.Values.optional | int64 }}
    {{- else }}
    {}
    {{- end }}
  {{- else }}
  []
  {{- end }}
{{- with .Values.text }}
present:
  e: {{ . | quote }}
  {{- if not (kindIs "invalid" $.Values.optional) }}
  f: {{ $.Values.optional | int64 }}
  {{- end }}
{{- end }}
only:
  {{- if not (kindIs "invalid" .Values.optional) }}
  g: {{ .Values.optional | int64 }}
  {{- else }}
  {}
  {{- end }}
number:
  {{- if not (kindIs "invalid" .Values.optional) }}
  {{- if not (kindIs "invalid" .Values.optional) }}
  h: {{ .Values.optional | int64 }}
  {{- end }}
  {{- else }}
  {}
  {{- end }}
`,
  },
  {
    name: 'a list item that starts with a choice',
    resource: () => new Resource({ a: [{ b: ifElse(sample.enabled, sample.text, 'x'), c: 1 }] }),
    template: `a:
  -
    {{- if .Values.enabled }}
    b: {{ .Values.text | quote }}
    {{- else }}
    b: x
    {{- end }}
    c: 1
`,
  },
  {
    name: 'alternatives of which one is always there',
    resource: () =>
      new Resource({
        sometimes: [match(sample.mode, { one: when(sample.enabled, 'x'), two: 'y', three: 'z' })],
        always: [match(sample.mode, { one: 'x', two: 'y', three: 'z' })],
        afterCondition: [when(sample.enabled, 'x'), each(sample.words, () => when(eq(sample.mode, 'one'), 'y'))],
      }),
    template: `sometimes:
  {{- if or (and (eq .Values.mode "one") .Values.enabled) (not (eq .Values.mode "one")) }}
  {{- if eq .Values.mode "one" }}
  {{- if .Values.enabled }}
  - x
  {{- end }}
  {{- else if eq .Values.mode "two" }}
  - "y"
  {{- else }}
  - z
  {{- end }}
  {{- else }}
  []
  {{- end }}
always:
  {{- if eq .Values.mode "one" }}
  - x
  {{- else if eq .Values.mode "two" }}
  - "y"
  {{- else }}
  - z
  {{- end }}
afterCondition:
  {{- $isEmpty := true }}
  {{- if .Values.enabled }}
  {{- $isEmpty = false }}
  - x
  {{- end }}
  {{- range $item := .Values.words }}
  {{- if eq $.Values.mode "one" }}
  {{- $isEmpty = false }}
  - "y"
  {{- end }}
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
`,
  },
  {
    name: 'a list of lists',
    resource: () =>
      new Resource({
        a: present(free.lists as Expr<readonly (readonly string[])[]>, (lists) => [
          each(lists, (list) => ({
            all: [each(list, (entry) => entry)],
            there: present(list, (items) => passthrough(items)),
          })),
        ]),
      }),
    template: `{{- with .Values.object.lists }}
a:
  {{- range $list := . }}
  - all:
      {{- range $entry := $list }}
      - {{- toYaml $entry | nindent 8 }}
      {{- else }}
      []
      {{- end }}
    {{- with $list }}
    there:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  {{- end }}
{{- end }}
`,
  },
  {
    name: 'the longest condition that is asked ahead of its content, and one that is not',
    resource: () =>
      new Resource({
        block: [when(eq(sample.text, 'x'.repeat(102)), 1)],
        marked: [when(eq(sample.text, 'x'.repeat(103)), 1)],
      }),
    template: `block:
  {{- if eq .Values.text "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" }}
  - 1
  {{- else }}
  []
  {{- end }}
marked:
  {{- $isEmpty := true }}
  {{- if eq .Values.text "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" }}
  {{- $isEmpty = false }}
  - 1
  {{- end }}
  {{- if $isEmpty }}
  []
  {{- end }}
`,
  },
  {
    name: 'a hook without a weight',
    resource: () =>
      resourceWhen(eq(sample.mode, 'one'), {
        apiVersion: 'v1',
        kind: 'Pod',
        annotations: hook({ on: ['test'], deletePolicy: ['before-hook-creation', 'hook-succeeded'] }),
      } as never),
    template: `{{- if eq .Values.mode "one" }}
apiVersion: v1
kind: Pod
annotations:
  helm.sh/hook: test
  helm.sh/hook-delete-policy: "before-hook-creation,hook-succeeded"
{{- end }}
`,
  },
  {
    name: 'entries of a map, also under a condition of the loop',
    resource: () => {
      return new Resource({
        a: { ...entries(sample.ports, (name, port) => keyed(name, { nested: port })) },
        b: {
          ...entries(sample.ports, (name, port) =>
            keyed(text`${name}`, ifElse(gt(port, 100), { large: true }, { large: false })),
          ),
        },
        c: { ...entries(sample.ports, (name) => keyed(name, undefined)) },
      })
    },
    template: `a:
  {{- range $name, $port := .Values.ports }}
  {{ $name | quote }}:
    nested: {{ $port | int64 }}
  {{- else }}
  {}
  {{- end }}
b:
  {{- range $name, $port := .Values.ports }}
  {{- if gt (int64 $port) 100 }}
  {{ $name | quote }}:
    large: true
  {{- else }}
  {{ $name | quote }}:
    large: false
  {{- end }}
  {{- else }}
  {}
  {{- end }}
c:
  {{- $isEmpty := true }}
  {{- range $value := .Values.ports }}
  {{- end }}
  {{- if $isEmpty }}
  {}
  {{- end }}
`,
  },
]
