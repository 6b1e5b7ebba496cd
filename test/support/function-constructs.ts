import {
  add,
  and,
  ceilDivide,
  contains,
  type Expr,
  entryOf,
  eq,
  ge,
  gt,
  hasApi,
  hasKey,
  hasPrefix,
  hasSuffix,
  ifEmpty,
  isEmpty,
  isSet,
  json,
  le,
  len,
  lt,
  matches,
  max,
  min,
  mul,
  ne,
  nonEmpty,
  not,
  omit,
  or,
  orElse,
  Resource,
  release,
  replace,
  scaled,
  sha256,
  sub,
  text,
  trimSuffix,
  trunc,
  valuesOf,
  when,
} from '../../src/helm/index.js'
import type { Construct } from './constructs.js'
import { sample } from './sample-chart.js'

// Below an object with users' own keys anything may be missing.
// biome-ignore lint/suspicious/noExplicitAny: such keys have no type.
const free = (valuesOf<any>() as any).object

/** Every function alone in a field, so that its result shows for every input. */
export const functionConstructs: readonly Construct[] = [
  {
    name: 'comparisons at their boundary',
    resource: () =>
      new Resource({
        eq: eq(sample.count, 3),
        eqText: eq(sample.mode, 'one'),
        eqBoolean: eq(sample.enabled, false),
        ne: ne(sample.count, 3),
        lt: lt(sample.count, 3),
        le: le(sample.count, 3),
        gt: gt(sample.count, 3),
        ge: ge(sample.count, 3),
        fraction: lt(sample.ratio, sample.count),
      }),
    template: `eq: {{ eq (int64 .Values.count) 3 }}
eqText: {{ eq .Values.mode "one" }}
eqBoolean: {{ eq .Values.enabled false }}
ne: {{ ne (int64 .Values.count) 3 }}
lt: {{ lt (int64 .Values.count) 3 }}
le: {{ le (int64 .Values.count) 3 }}
gt: {{ gt (int64 .Values.count) 3 }}
ge: {{ ge (int64 .Values.count) 3 }}
fraction: {{ lt (float64 .Values.ratio) (float64 .Values.count) }}
`,
  },
  {
    name: 'logic as a value',
    resource: () =>
      new Resource({
        and: and(sample.enabled, eq(sample.mode, 'one'), nonEmpty(sample.words)),
        or: or(sample.enabled, eq(sample.mode, 'two')),
        nested: or(or(sample.enabled, nonEmpty(sample.words)), and(sample.enabled, nonEmpty(sample.text))),
        not: not(sample.enabled),
        isEmpty: isEmpty(sample.labels),
        nonEmpty: nonEmpty(sample.optional),
        isSet: isSet(sample.optional),
        isSetToNull: isSet(free.nothing),
      }),
    template: `and: {{ and .Values.enabled (eq .Values.mode "one") (not (empty .Values.words)) }}
or: {{ or .Values.enabled (eq .Values.mode "two") }}
nested: {{ or .Values.enabled (not (empty .Values.words)) (and .Values.enabled (not (empty .Values.text))) }}
not: {{ not .Values.enabled }}
isEmpty: {{ empty .Values.labels }}
nonEmpty: {{ not (empty .Values.optional) }}
isSet: {{ not (kindIs "invalid" .Values.optional) }}
isSetToNull: {{ not (kindIs "invalid" .Values.object.nothing) }}
`,
  },
  {
    name: 'integers beyond 2^53, which are int64 in Go',
    resource: () => {
      const largest = Number.MAX_SAFE_INTEGER
      const beyond = add(sample.count, largest)
      return new Resource({
        sum: text`${beyond}`,
        difference: text`${sub(sub(0, beyond), largest)}`,
        product: text`${mul(beyond, 1000)}`,
        wrapped: text`${mul(beyond, 1025)}`,
        quotient: text`${ceilDivide(mul(beyond, 10), 1000)}`,
        largest: text`${max(beyond, add(beyond, 1))}`,
        smallest: text`${min(beyond, add(beyond, 1))}`,
        ordered: lt(beyond, add(beyond, 1)),
        json: json(add(beyond, 1)),
      })
    },
    template: `sum: {{ add .Values.count 9007199254740991 | quote }}
difference: {{ sub (sub 0 (add .Values.count 9007199254740991)) 9007199254740991 | quote }}
product: {{ mul (add .Values.count 9007199254740991) 1000 | quote }}
wrapped: {{ mul (add .Values.count 9007199254740991) 1025 | quote }}
quotient: {{ div (add (mul (add .Values.count 9007199254740991) 10) 999) 1000 | quote }}
largest: {{ max (add .Values.count 9007199254740991) (add (add .Values.count 9007199254740991) 1) | quote }}
smallest: {{ min (add .Values.count 9007199254740991) (add (add .Values.count 9007199254740991) 1) | quote }}
ordered: {{ lt (add .Values.count 9007199254740991) (add (add .Values.count 9007199254740991) 1) }}
json: {{ add (add .Values.count 9007199254740991) 1 | toJson | quote }}
`,
  },
  {
    name: 'questions about a text',
    resource: () =>
      new Resource({
        hasPrefix: hasPrefix(sample.text, 'some'),
        hasSuffix: hasSuffix(sample.text, 'text'),
        contains: contains(sample.text, 'me te'),
        matches: matches(sample.text, '^[a-z ]+$'),
        // Three characters behind é, of which the last has two UTF-16 units.
        matchesCharacters: matches(sample.text, 'é[^a][^a]$'),
      }),
    template: `hasPrefix: {{ hasPrefix "some" .Values.text }}
hasSuffix: {{ hasSuffix "text" .Values.text }}
contains: {{ contains "me te" .Values.text }}
matches: {{ regexMatch "^[a-z ]+$" .Values.text }}
matchesCharacters: {{ regexMatch "é[^a][^a]$" .Values.text }}
`,
  },
  {
    name: 'changes of a text',
    resource: () =>
      new Resource({
        trimmed: trimSuffix(sample.text, ' text'),
        untouched: trimSuffix(sample.text, 'some'),
        replaced: replace(sample.text, 'e', '$&'),
        fallback: ifEmpty(sample.text, 'fallback'),
        missing: ifEmpty(free.nothing, 'fallback'),
        hash: sha256(text`${sample.count}`),
      }),
    template: `trimmed: {{ .Values.text | trimSuffix " text" | quote }}
untouched: {{ .Values.text | trimSuffix "some" | quote }}
replaced: {{ .Values.text | replace "e" "$&" | quote }}
fallback: {{ .Values.text | default "fallback" | quote }}
missing: {{ .Values.object.nothing | default "fallback" | quote }}
hash: {{ printf "%d" (int64 .Values.count) | sha256sum | quote }}
`,
  },
  {
    name: 'a shortened or changed name is still a name',
    resource: () =>
      new Resource({
        shortened: text`${trunc(release.name, 3)}-web`,
        replaced: text`${replace(release.name, 'o', '0')}-web`,
        trimmed: text`${trimSuffix(release.name, 'p')}-web`,
      }),
    template: `shortened: {{ .Release.Name | trunc 3 }}-web
replaced: {{ .Release.Name | replace "o" "0" }}-web
trimmed: {{ .Release.Name | trimSuffix "p" }}-web
`,
  },
  {
    name: 'numbers and sizes',
    resource: () =>
      new Resource({
        scaled: scaled(text`${sample.ratio}`, 1000),
        more: add(scaled(text`${sample.ratio}`, 10), 1),
        bytes: len(sample.text),
        items: len(sample.words),
        entries: len(sample.labels),
        json: json(sample.ratio),
        whole: ceilDivide(sample.count, 1),
        half: ceilDivide(sample.count, 2),
      }),
    template: `scaled: {{ round (mulf (float64 (printf "%s" (toJson .Values.ratio))) 1000) 0 | int64 }}
more: {{ add (round (mulf (float64 (printf "%s" (toJson .Values.ratio))) 10) 0 | int64) 1 }}
bytes: {{ len .Values.text }}
items: {{ len .Values.words }}
entries: {{ len .Values.labels }}
json: {{ .Values.ratio | toJson | quote }}
whole: {{ div (add .Values.count 0) 1 }}
half: {{ div (add .Values.count 1) 2 }}
`,
  },
  {
    name: 'reading a map',
    resource: () =>
      new Resource({
        found: entryOf(sample.ports, 'http', 1),
        missing: entryOf(sample.ports, 'nowhere', 7),
        text: entryOf(sample.labels, 'team', 'none'),
        free: entryOf(sample.object as unknown as Expr<Readonly<Record<string, string>>>, 'name', 'none'),
        hasKey: hasKey(sample.ports, 'http'),
        omitted: omit(sample.labels, 'team', 'A'),
      }),
    template: `found: {{ dig "http" 1 .Values.ports | int64 }}
missing: {{ dig "nowhere" 7 .Values.ports | int64 }}
text: {{ dig "team" "none" .Values.labels | quote }}
free: {{ dig "name" "none" .Values.object | quote }}
hasKey: {{ hasKey .Values.ports "http" }}
omitted:
  {{- toYaml (omit .Values.labels "team" "A") | nindent 2 }}
`,
  },
  {
    name: 'values that may be missing',
    resource: () =>
      new Resource({
        number: orElse(sample.optional, 7),
        free: orElse(free.word, 'none'),
        present: when(isSet(free.nothing), 'there'),
      }),
    template: `number: {{ ternary 7 .Values.optional (kindIs "invalid" .Values.optional) | int64 }}
free:
  {{- toYaml (ternary "none" .Values.object.word (kindIs "invalid" .Values.object.word)) | nindent 2 }}
{{- if not (kindIs "invalid" .Values.object.nothing) }}
present: there
{{- end }}
`,
  },
  {
    name: 'APIs of the cluster',
    resource: () => new Resource({ core: hasApi('v1'), other: hasApi('monitoring.example.com/v1') }),
    template: `core: {{ .Capabilities.APIVersions.Has "v1" }}
other: {{ .Capabilities.APIVersions.Has "monitoring.example.com/v1" }}
`,
  },
]
