import fc from 'fast-check'
import {
  and,
  capabilities,
  ceilDivide,
  chartInfo,
  checksum,
  contains,
  len,
  sub,
  type Expr,
  eachEntry,
  eachItem,
  entriesOf,
  env,
  eq,
  ge,
  gt,
  hasApi,
  hasKey,
  hasPrefix,
  hasSuffix,
  helper,
  ifEmpty,
  ifElse,
  isEmpty,
  isSet,
  join,
  json,
  keyed,
  le,
  lines,
  entryOf,
  loop,
  lower,
  lt,
  match,
  matches,
  max,
  merge,
  mergeMaps,
  min,
  named,
  ne,
  nonEmpty,
  not,
  omit,
  or,
  orElse,
  present,
  mul,
  quantities,
  Resource,
  release,
  replace,
  scaled,
  sha256,
  spread,
  add,
  type TextBlock,
  text,
  trimSuffix,
  trunc,
  versionAtLeast,
  when,
} from '../../src/helm/index.js'
import { trickyTexts } from '../../src/helm/testing/index.js'
import { sample } from './sample-chart.js'

/** What an expression may use at its place: the values, and the variables of the loops around it. */
interface Scope {
  readonly texts: readonly Expr<string>[]
  readonly integers: readonly Expr<number>[]
}

/** Something that can be built once its place is known. */
type Build<T> = (scope: Scope) => T
type Random<T> = fc.Arbitrary<Build<T>>

const top: Scope = { texts: [], integers: [] }

const always = <T>(value: T): Random<T> => fc.constant(() => value)

const combine = <A, B, T>(a: Random<A>, b: Random<B>, make: (a: A, b: B) => T): Random<T> =>
  fc.tuple(a, b).map(
    ([first, second]) =>
      (scope) =>
        make(first(scope), second(scope)),
  )

const map = <A, T>(a: Random<A>, make: (a: A) => T): Random<T> => a.map((build) => (scope) => make(build(scope)))

/** One of the variables in scope; a value of the chart where there is none. */
const variable = <T>(pick: (scope: Scope) => readonly Expr<T>[], otherwise: Expr<T>): Random<Expr<T>> =>
  fc.nat(5).map((index) => (scope) => {
    const found = pick(scope)
    return found[index % Math.max(found.length, 1)] ?? otherwise
  })

export const helpers = {
  ...quantities('sample'),
  greeting: helper('sample.greeting', {
    doc: 'A text made of a text and a number.',
    parameters: { who: 'string', times: 'integer' },
    returns: 'text',
    body: ({ who, times }) => text`hello ${who}, ${times} times from ${release.name}`,
  }),
  shortName: helper('sample.shortName', {
    doc: 'A name.',
    returns: 'name',
    body: () => trunc(text`${release.name}-${chartInfo.name}`, 12),
  }),
  facts: helper('sample.facts', {
    doc: 'Some labels.',
    parameters: { part: 'string', loud: 'boolean' },
    returns: 'mapping',
    body: ({ part, loud }) => ({ part, release: release.name, loud: when(loud, 'very'), mode: sample.mode }),
  }),
}

export const config = new Resource({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config' },
  data: { text: sample.text, labels: json(sample.labels) },
})

const quantity = fc.constantFrom('500m', '2', '1.5', '0.25')
const memory = fc.constantFrom('4Gi', '512M', '1024', '1.5Ti', '3k')
const literalText = fc.oneof(
  fc.constantFrom('word', 'two words', 'a-name', ''),
  fc.constantFrom(...trickyTexts.filter(isPlainYaml)),
)

/** Helm deletes `<no value>`, and YAML has no place for some characters: constants with them are the author's mistake. */
function isPlainYaml(candidate: string): boolean {
  return !/<no value>|[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(candidate)
}

const textAt = (depth: number): Random<Expr<string>> => {
  const leaves: Random<Expr<string>>[] = [
    always(sample.text),
    always(sample.empty),
    always(sample.name),
    always(sample.mode as Expr<string>),
    always(sample.nested.inner.value),
    always(release.name),
    always(release.namespace),
    always(chartInfo.appVersion),
    always(capabilities.kubeVersion),
    always(checksum(config)),
    always(helpers.shortName()),
    literalText.map((literal) => () => text`${literal}`),
    variable(({ texts }) => texts, sample.text),
  ]
  if (depth === 0) return fc.oneof(...leaves)
  const [inner, number, condition] = [textAt(depth - 1), integerAt(depth - 1), booleanAt(depth - 1)]
  return fc.oneof(
    ...leaves,
    combine(inner, number, (a, b) => text`${a}/${b}`),
    combine(inner, condition, (a, b) => text`100% ${a} "${b}" {{`),
    map(inner, (a) => text`${a}${sample.ratio}`),
    combine(inner, inner, (a, b) => ifEmpty(a, b)),
    map(inner, lower),
    map(inner, (a) => replace(a, 'e', '{{')),
    map(inner, (a) => trimSuffix(a, 't')),
    map(inner, sha256),
    map(inner, json),
    always(trunc(release.name, 3)),
    always(join(sample.words, ', ')),
    always(json(sample.object)),
    always(json(sample.ports)),
    map(inner, (key) => entryOf(sample.labels, key, 'none')),
    fc.tuple(condition, inner, inner).map(
      ([test, yes, no]) =>
        (scope: Scope) =>
          ifElse(test(scope), yes(scope), no(scope)),
    ),
    combine(inner, number, (who, times) => helpers.greeting({ who, times })),
  )
}

const integerAt = (depth: number): Random<Expr<number>> => {
  const leaves: Random<Expr<number>>[] = [
    always(sample.count),
    always(len(sample.words)),
    always(len(sample.labels)),
    always(len(sample.text)),
    always(orElse(sample.optional, 5)),
    always(entryOf(sample.ports, 'http', 1)),
    always(release.revision),
    variable(({ integers }) => integers, sample.count),
    quantity.map((cpu) => () => helpers.cpuMillis({ quantity: cpu })),
    memory.map((bytes) => () => helpers.bytes({ quantity: bytes })),
    quantity.map((decimal) => () => scaled(text`${decimal.replace('m', '')}`, 1000)),
  ]
  if (depth === 0) return fc.oneof(...leaves)
  const [inner, condition] = [integerAt(depth - 1), booleanAt(depth - 1)]
  return fc.oneof(
    ...leaves,
    combine(inner, inner, (a, b) => add(a, b, 1)),
    combine(inner, inner, (a, b) => sub(a, b)),
    combine(inner, inner, (a, b) => max(a, b)),
    combine(inner, inner, (a, b) => min(a, b)),
    map(inner, (a) => mul(a, 3)),
    map(inner, (a) => ceilDivide(max(a, 0), 7)),
    fc.tuple(condition, inner, inner).map(
      ([test, yes, no]) =>
        (scope: Scope) =>
          ifElse(test(scope), yes(scope), no(scope)),
    ),
  )
}

const booleanAt = (depth: number): Random<Expr<boolean>> => {
  const leaves: Random<Expr<boolean>>[] = [
    always(sample.enabled),
    always(eq(sample.mode, 'two')),
    always(ne(sample.mode, 'one')),
    always(gt(sample.ratio, 0.5)),
    always(le(sample.ratio, sample.count)),
    always(nonEmpty(sample.words)),
    always(isEmpty(sample.labels)),
    always(nonEmpty(sample.optional)),
    always(isSet(sample.optional)),
    always(isSet(sample.parent)),
    always(release.isUpgrade),
    always(versionAtLeast(capabilities.kubeVersion, '1.36')),
    always(hasApi('monitoring.coreos.com/v1')),
  ]
  if (depth === 0) return fc.oneof(...leaves)
  const [inner, number, word] = [booleanAt(depth - 1), integerAt(depth - 1), textAt(depth - 1)]
  return fc.oneof(
    ...leaves,
    map(inner, not),
    combine(inner, inner, (a, b) => and(a, b)),
    combine(inner, inner, (a, b) => or(a, not(b), sample.enabled)),
    combine(number, number, lt),
    combine(number, number, ge),
    combine(number, number, (a, b) => eq(a, b)),
    combine(word, word, (a, b) => eq(a, b)),
    map(word, isEmpty),
    combine(word, word, contains),
    map(word, (a) => hasPrefix(a, 's')),
    map(word, (a) => hasSuffix(a, 't')),
    map(word, (a) => matches(a, '^[a-z ]+$')),
    map(word, (key) => hasKey(sample.labels, key)),
  )
}

const keys = fc.constantFrom('a', 'b', 'name', 'two words', 'y', '10', '{{', 'x: y', "it's", '__proto__', 'é')

/** A value of a field or an item of a list, whatever stands around it. */
const valueAt = (depth: number): Random<unknown> => {
  const scalars: Random<unknown>[] = [
    textAt(2),
    integerAt(2),
    booleanAt(2),
    always(sample.ratio),
    fc.constantFrom<unknown>(0, 1, -7, 1e6, 0.25, true, false).map((literal) => () => literal),
    literalText.map((literal) => () => literal),
    fc.tuple(fc.nat(1e6), textAt(1)).map(
      ([id, build]) =>
        () =>
          named(`name${id}`, build(top)),
    ),
    fc.tuple(fc.nat(1e6), integerAt(1)).map(
      ([id, build]) =>
        () =>
          named(`number${id}`, build(top)),
    ),
  ]
  const collections: Random<unknown>[] = [
    always(sample.labels),
    always(sample.words),
    always(sample.object),
    always(sample.ports),
    always(sample.services),
    always(mergeMaps(sample.labels, omit(sample.labels, 'team'))),
    combine(textAt(1), booleanAt(0), (part, loud) => helpers.facts({ part, loud })),
  ]
  if (depth === 0) return fc.oneof(...scalars, ...collections)
  const inner = valueAt(depth - 1)
  return fc.oneof(
    ...scalars,
    ...collections,
    { weight: 8, arbitrary: mappingAt(depth - 1) },
    { weight: 8, arbitrary: sequenceAt(depth - 1) },
    { weight: 4, arbitrary: textBlockAt(2) as Random<unknown> },
    combine(textAt(1), inner, (key, value) => keyed(key, value)),
    combine(
      booleanAt(1),
      fc.tuple(mappingAt(0), mappingAt(0)).map(([a, b]) => (scope: Scope) => [a(scope), b(scope)]),
      (test, [yes, no]) => ifElse(test, yes, no),
    ),
    fc.constantFrom('fixed' as const, 'user' as const).chain((winner) =>
      map(textAt(1), (value) =>
        merge({
          fixed: { team: value, other: when<Expr<string>>(sample.enabled, value) },
          user: sample.labels,
          winner,
        }),
      ),
    ),
    fc
      .constantFrom('fixed' as const, 'user' as const)
      .chain((winner) =>
        map(textAt(1), (value) => env({ A: value, team: when(sample.enabled, 'x') }, { user: sample.labels, winner })),
      ),
    map(textAt(1), (value) =>
      merge({ fixed: [helpers.facts({ part: value, loud: sample.enabled })], user: sample.labels, winner: 'user' }),
    ),
    inner.map((build) => (scope: Scope) => {
      const port = eachEntry(sample.ports, 'port')
      return entriesOf(port, text`p-${port.key}`, build(inLoop(scope, port.key, port.value)))
    }),
    inner.map((build) => (scope: Scope) => {
      const label = eachEntry(sample.labels, 'label')
      return entriesOf(label, label.key, when(ne(label.value, 'x'), build(inLoop(scope, label.value))))
    }),
  )
}

const inLoop = ({ texts, integers }: Scope, word: Expr<string>, number?: Expr<number>): Scope => ({
  texts: [word, ...texts],
  integers: number === undefined ? integers : [number, ...integers],
})

/** A value, or one that is there only sometimes. */
const omittableAt = (depth: number): Random<unknown> => {
  const value = valueAt(depth)
  return fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 2, arbitrary: combine(booleanAt(1), value, (test, content) => when(test, content)) },
    combine(
      booleanAt(0),
      fc.tuple(booleanAt(0), value).map(
        ([test, content]) =>
          (scope: Scope) =>
            when(test(scope), content(scope)),
      ),
      (outer, content) => when(outer, content),
    ),
    value.map(
      (build) => (scope: Scope) =>
        present(sample.optional, (number) => build({ ...scope, integers: [number, ...scope.integers] })),
    ),
    value.map((build) => (scope: Scope) => present(sample.text, (word) => build(inLoop(scope, word)))),
    value.map(
      (build) => (scope: Scope) => present(sample.parent, (parent) => build(inLoop(scope, parent.child.value))),
    ),
    fc.tuple(value, value).map(
      ([one, two]) =>
        (scope: Scope) =>
          match(sample.mode, { one: one(scope), two: when(sample.enabled, two(scope)), three: undefined }),
    ),
  )
}

const fieldAt = (depth: number): Random<unknown> =>
  fc.oneof({ weight: 12, arbitrary: omittableAt(depth) }, always<unknown>(sample.optional))

const mappingAt = (depth: number): Random<unknown> =>
  fc
    .dictionary(keys, fieldAt(depth), { maxKeys: 4, noNullPrototype: true })
    .map((fields) => (scope) => Object.fromEntries(Object.entries(fields).map(([key, build]) => [key, build(scope)])))

const itemAt = (depth: number): Random<unknown> => {
  const item = omittableAt(depth)
  return fc.oneof(
    { weight: 6, arbitrary: item },
    always<unknown>(spread(sample.words)),
    item.map((build) => (scope: Scope) => {
      const word = eachItem(sample.words, 'word')
      return loop(word, build(inLoop(scope, word.item)))
    }),
    item.map((build) => (scope: Scope) => {
      const service = eachEntry(sample.services, 'service')
      return loop(service, when(service.value.public, build(inLoop(scope, service.key, service.value.port))))
    }),
    item.map((build) => (scope: Scope) => {
      const port = eachEntry(sample.ports)
      return loop(port, build(inLoop(scope, port.key, port.value)))
    }),
  )
}

const sequenceAt = (depth: number): Random<unknown> =>
  fc.array(itemAt(depth), { maxLength: 4 }).map((items) => (scope) => items.map((build) => build(scope)))

type Line = readonly [before: string, hole: unknown, after: string]

/** Lines of text with holes in and between them. */
const textBlockAt = (depth: number): Random<TextBlock> =>
  fc.array(lineAt(depth), { minLength: 1, maxLength: 4 }).map((built) => (scope) => {
    const all: Line[] = built.map((build) => build(scope))
    const strings = [
      all[0]?.[0] ?? '',
      ...all.map(([, , after], index) => (index + 1 < all.length ? `${after}\n${all[index + 1]?.[0]}` : after)),
    ]
    return lines(Object.assign(strings, { raw: strings }), ...all.map(([, hole]) => hole as Expr<string>))
  })

const lineAt = (depth: number): Random<Line> => {
  const words = fc.constantFrom('', '# ', 'key = ', '  indented: ', '{{ "', '<b>')
  const hole: Random<unknown> = fc.oneof<Random<unknown>[]>(textAt(1), integerAt(1), booleanAt(1), always(sample.ratio))
  const inLine = fc.tuple(words, hole, words).map(
    ([before, build, after]): Build<Line> =>
      (scope) => [`x${before}`, build(scope), after],
  )
  if (depth === 0) return inLine
  const block = textBlockAt(depth - 1)
  const alone =
    (build: Build<unknown>): Build<Line> =>
    (scope) => ['  ', build(scope), '']
  return fc.oneof(
    { weight: 4, arbitrary: inLine },
    combine(booleanAt(1), block, (test, content): unknown => when(test, content)).map(alone),
    fc
      .tuple(booleanAt(0), block, block)
      .map(([test, yes, no]) => alone((scope) => ifElse(test(scope), yes(scope), no(scope)))),
    block.map((build) =>
      alone((scope) => {
        const word = eachItem(sample.words, 'word')
        return loop(word, build(inLoop(scope, word.item)))
      }),
    ),
    block.map((build) =>
      alone((scope) => present(sample.optional, (number) => build({ ...scope, integers: [number] }))),
    ),
  )
}

/** A random object of a chart over the sample values. */
export const resourceArbitrary: fc.Arbitrary<() => Resource> = fc
  .tuple(mappingAt(3), fc.option(booleanAt(1), { nil: undefined }))
  .map(
    ([document, condition]) =>
      () =>
        new Resource({ kind: 'Any', content: document(top) }, condition?.(top)),
  )

/** A random rule over the sample values. */
export const ruleArbitrary = fc.tuple(booleanAt(2), textAt(2), textAt(1)).map(([refuses, problem, example]) => ({
  key: 'text',
  refuseWhen: refuses(top),
  problem: problem(top),
  example: example(top),
}))

/** Random notes. */
export const notesArbitrary: fc.Arbitrary<() => TextBlock> = textBlockAt(2).map((build) => () => build(top))
