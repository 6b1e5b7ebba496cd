import {
  configText,
  type Expr,
  each,
  entryOf,
  ifElse,
  orElse,
  present,
  Resource,
  release,
  text,
  valuesOf,
} from '../../src/helm/index.js'
import type { Construct } from './constructs.js'
import { sample } from './sample-chart.js'

// biome-ignore lint/suspicious/noExplicitAny: keys of a free object have no type.
const free = (valuesOf() as any).object
const freeMap = (map: unknown) => map as Expr<Readonly<Record<string, string & number>>>

/** A value that is one of two must be printed so that both are safe, whichever Helm chooses. */
export const choiceConstructs: readonly Construct[] = [
  {
    name: 'a choice in a line of text is a JSON string unless neither side is free text',
    resource: () =>
      new Resource({
        file: configText`
          first = ${ifElse(sample.enabled, 'x', sample.text)}
          second = ${ifElse(sample.enabled, sample.text, 'x')}
          name = ${ifElse(sample.enabled, release.name, sample.text)}
          constants = ${ifElse(sample.enabled, 'x', 'Y z')}
          noLine = ${ifElse(sample.enabled, 'x', 'bell\u0007')}
          modes = ${ifElse(sample.enabled, sample.mode, 'off')}
          names = ${ifElse(sample.enabled, release.name, 'x')}
          either = ${ifElse(sample.enabled, release.name, sample.mode)}
          spoken = ${ifElse(sample.enabled, release.name, 'A name')}
        `,
      }),
    template: `file: |
  first = {{ ternary "x" .Values.text .Values.enabled | toJson }}
  second = {{ ternary .Values.text "x" .Values.enabled | toJson }}
  name = {{ ternary .Release.Name .Values.text .Values.enabled | toJson }}
  constants = {{ ternary "x" "Y z" .Values.enabled }}
  noLine = {{ ternary "x" "bell\\u0007" .Values.enabled | toJson }}
  modes = {{ ternary .Values.mode "off" .Values.enabled }}
  names = {{ ternary .Release.Name "x" .Values.enabled }}
  either = {{ ternary .Release.Name .Values.mode .Values.enabled }}
  spoken = {{ ternary .Release.Name "A name" .Values.enabled | toJson }}
`,
  },
  {
    name: 'a choice in front of a suffix needs quotes unless both sides are names',
    resource: () =>
      new Resource({
        names: text`${ifElse(sample.enabled, release.name, 'other')}-web`,
        turned: text`${ifElse(sample.enabled, 'other', release.name)}-web`,
        free: text`${ifElse(sample.enabled, release.name, sample.text)}-web`,
        freeFirst: text`${ifElse(sample.enabled, sample.text, release.name)}-web`,
        noName: text`${ifElse(sample.enabled, 'A: b', release.name)}-web`,
        rarelyNoName: text`${ifElse(sample.enabled, ifElse(sample.enabled, 'x', 'A: b'), release.name)}-web`,
      }),
    template: `names: {{ ternary .Release.Name "other" .Values.enabled }}-web
turned: {{ ternary "other" .Release.Name .Values.enabled }}-web
free: {{ printf "%s-web" (ternary .Release.Name .Values.text .Values.enabled) | quote }}
freeFirst: {{ printf "%s-web" (ternary .Values.text .Release.Name .Values.enabled) | quote }}
noName: {{ printf "%s-web" (ternary "A: b" .Release.Name .Values.enabled) | quote }}
rarelyNoName: {{ printf "%s-web" (ternary (ternary "x" "A: b" .Values.enabled) .Release.Name .Values.enabled) | quote }}
`,
  },
  {
    name: 'a choice of numbers keeps a fraction that one of them may have',
    resource: () =>
      new Resource({
        whole: text`${ifElse(sample.enabled, 1, sample.count)} pods`,
        first: text`${ifElse(sample.enabled, 1, sample.ratio)} of all`,
        second: text`${ifElse(sample.enabled, sample.ratio, 1)} of all`,
        instead: orElse(sample.optional, 0.5),
        found: entryOf(sample.ports, 'none', 0.5),
      }),
    template: `whole: {{ printf "%d pods" (int64 (ternary 1 .Values.count .Values.enabled)) | quote }}
first: {{ printf "%s of all" (toJson (ternary 1 .Values.ratio .Values.enabled)) | quote }}
second: {{ printf "%s of all" (toJson (ternary .Values.ratio 1 .Values.enabled)) | quote }}
instead: {{ ternary 0.5 .Values.optional (kindIs "invalid" .Values.optional) | toJson }}
found: {{ dig "none" 0.5 .Values.ports | toJson }}
`,
  },
  {
    name: 'an entry of a free object is only as safe as its kind',
    resource: () => {
      const map = freeMap(sample.object)
      return new Resource({
        file: configText`
          text = ${entryOf<string>(map, 'name', 'none')}
        `,
        number: entryOf<number>(map, 'number', 7),
        switch: entryOf(map as unknown as Expr<Readonly<Record<string, boolean>>>, 'switch', true),
      })
    },
    template: `file: |
  text = {{ dig "name" "none" .Values.object | toJson }}
number: {{ dig "number" 7 .Values.object | toJson }}
switch: {{ dig "switch" true .Values.object }}
`,
  },
  {
    name: 'a choice whose other side is anything may be a map',
    resource: () =>
      new Resource({
        a: present(free.list as Expr<readonly string[]>, (list) => [
          each(list, (item) => ifElse(sample.enabled, 'x', item)),
          each(list, (item) => ifElse(sample.enabled, 1, item)),
          each(list, (item) => orElse(item, 'none')),
        ]),
      }),
    template: `{{- with .Values.object.list }}
a:
  {{- range $item := . }}
  - {{- toYaml (ternary "x" $item $.Values.enabled) | nindent 4 }}
  {{- end }}
  {{- range $item := . }}
  - {{- toYaml (ternary 1 $item $.Values.enabled) | nindent 4 }}
  {{- end }}
  {{- range $item := . }}
  - {{- toYaml (ternary "none" $item (kindIs "invalid" $item)) | nindent 4 }}
  {{- end }}
{{- end }}
`,
  },
]
