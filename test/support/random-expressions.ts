import fc from 'fast-check'
import {
  add,
  allOf,
  and,
  anyOf,
  capabilities,
  ceilDivide,
  chartInfo,
  checksum,
  contains,
  countOf,
  type Expr,
  each,
  entries,
  entryOf,
  eq,
  ge,
  greatestOf,
  gt,
  hasApi,
  hasKey,
  hasPrefix,
  hasSuffix,
  ifElse,
  ifEmpty,
  isEmpty,
  isSet,
  join,
  json,
  le,
  len,
  lower,
  lt,
  matches,
  max,
  min,
  mul,
  ne,
  nonEmpty,
  not,
  or,
  orElse,
  present,
  release,
  replace,
  scaled,
  sha256,
  sub,
  sumOf,
  type Terms,
  text,
  trimSuffix,
  trunc,
  versionAtLeast,
  when,
} from '../../src/helm/index.js'
import { trickyTexts } from '../../src/helm/testing/index.js'
import { config, helpers } from './random-helpers.js'
import { sample } from './sample-chart.js'

/** What an expression may use at its place: the values, and the variables of the loops around it. */
export interface Scope {
  readonly texts: readonly Expr<string>[]
  readonly integers: readonly Expr<number>[]
}

/** Something that can be built once its place is known. */
export type Build<T> = (scope: Scope) => T
export type Random<T> = fc.Arbitrary<Build<T>>

export const top: Scope = { texts: [], integers: [] }

/** Inside a loop or `present`, which gives a text and perhaps a number. */
export const inLoop = ({ texts, integers }: Scope, word: Expr<string>, number?: Expr<number>): Scope => ({
  texts: [word, ...texts],
  integers: number === undefined ? integers : [number, ...integers],
})

export const always = <T>(value: T): Random<T> => fc.constant(() => value)

export const combine = <A, B, T>(a: Random<A>, b: Random<B>, make: (a: A, b: B) => T): Random<T> =>
  fc.tuple(a, b).map(
    ([first, second]) =>
      (scope) =>
        make(first(scope), second(scope)),
  )

export const map = <A, T>(a: Random<A>, make: (a: A) => T): Random<T> => a.map((build) => (scope) => make(build(scope)))

/** One of the variables in scope; a value of the chart where there is none. */
const variable = <T>(pick: (scope: Scope) => readonly Expr<T>[], otherwise: Expr<T>): Random<Expr<T>> =>
  fc.nat(5).map((index) => (scope) => {
    const found = pick(scope)
    return found[index % Math.max(found.length, 1)] ?? otherwise
  })

/** Made once for each depth: an arbitrary holds all those inside it. */
export const byDepth = <T>(make: (depth: number) => T): ((depth: number) => T) => {
  const made = new Map<number, T>()
  return (depth) => {
    const known = made.get(depth) ?? make(depth)
    made.set(depth, known)
    return known
  }
}

/** Names of variables, of which two hardly ever meet in one template. */
export const variableName = (prefix: string): fc.Arbitrary<string> => fc.nat(1e6).map((id) => `${prefix}${id}`)

const quantity = fc.constantFrom('500m', '2', '1.5', '0.25')
const memory = fc.constantFrom('4Gi', '512M', '1024', '1.5Ti', '3k')

export const literalText = fc.oneof(
  fc.constantFrom('word', 'two words', 'a-name', ''),
  fc.constantFrom(...trickyTexts.filter(isPlainYaml)),
)

/** Helm deletes `<no value>`, and YAML has no place for some characters: constants with them are the author's mistake. */
function isPlainYaml(candidate: string): boolean {
  return !/<no value>|[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(candidate)
}

export const textAt = byDepth((depth): Random<Expr<string>> => {
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
    ...textsOfHelpers(inner, number),
  )
})

/** What helpers give, read part by part. */
const textsOfHelpers = (inner: Random<Expr<string>>, number: Random<Expr<number>>): Random<Expr<string>>[] => [
  map(endpointOf(inner, number), (endpoint) => endpoint.deep.value),
  map(endpointOf(inner, number), (endpoint) => text`${endpoint.host} ${endpoint.port} ${endpoint.ratio}`),
  map(endpointOf(inner, number), (endpoint) => json(endpoint)),
  map(
    endpointOf(inner, number),
    (endpoint) => text`${endpoint.isOn} ${endpoint.mode} ${orElse(endpoint.sometimes, 'x')}`,
  ),
  map(inner, (last) => join(helpers.names({ isLong: sample.enabled, last }), '/')),
  map(inner, (value) => entryOf(helpers.own({ labels: sample.labels }), value, 'none')),
  combine(inner, number, (value, size) =>
    helpers.described({
      service: { port: size, public: sample.enabled },
      mode: sample.mode,
      nested: { inner: { value } },
      rows: [...[value, sample.text].map((name) => ({ name, size }))],
    }),
  ),
  always(
    helpers.described({ service: { port: 1, public: true }, mode: 'two', nested: sample.nested, rows: helpers.rows() }),
  ),
]

const moreNames: readonly (() => Parameters<typeof helpers.endpoint>[0]['more'])[] = [
  () => sample.words,
  () => helpers.names({ isLong: sample.enabled, last: 'x' }),
  () => ['one', sample.text],
  () => [],
]

export const endpointOf = (host: Random<Expr<string>>, port: Random<Expr<number>>) =>
  fc
    .constantFrom(...moreNames)
    .chain((more) =>
      combine(host, port, (name, number) => helpers.endpoint({ host: name, port: number, more: more() })),
    )

export const integerAt = byDepth((depth): Random<Expr<number>> => {
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
    // More than a double holds.
    map(inner, (a) => add(a, Number.MAX_SAFE_INTEGER)),
    map(inner, (a) => ceilDivide(max(a, 0), 7)),
    fc.tuple(condition, inner, inner).map(
      ([test, yes, no]) =>
        (scope: Scope) =>
          ifElse(test(scope), yes(scope), no(scope)),
    ),
    map(endpointOf(textAt(0), inner), (endpoint) => add(endpoint.port, len(endpoint.names), len(endpoint.given))),
    map(endpointOf(textAt(0), inner), (endpoint) => orElse(endpoint.optional, 7)),
    map(inner, (least) => entryOf(helpers.sizes({ least }), 'p-http', 7)),
    map(inner, (least) => len(helpers.sizes({ least }))),
    numberFoldAt(depth - 1),
  )
})

export const booleanAt = byDepth((depth): Random<Expr<boolean>> => {
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
    map(endpointOf(word, number), (endpoint) => endpoint.isOn),
    map(endpointOf(word, number), (endpoint) => isSet(endpoint.sometimes)),
    map(endpointOf(word, number), (endpoint) => nonEmpty(endpoint.names)),
    map(word, (last) => isEmpty(helpers.names({ isLong: sample.enabled, last }))),
    map(number, (least) => nonEmpty(helpers.sizes({ least }))),
    map(number, (limit) => helpers.isLarge({ sizes: sample.ports, limit })),
    map(number, (limit) => helpers.isLarge({ sizes: helpers.sizes({ least: limit }), limit })),
    booleanFoldAt(depth - 1),
  )
})

type Term<T> = Terms<T> extends infer A ? Extract<A, readonly unknown[]>[number] : never

/** A term of a fold: one, perhaps one, or those of a loop. */
const termAt = <T>(depth: number, value: (depth: number) => Random<Expr<T>>): Random<Term<T>> => {
  const inner = value(depth)
  const term = (make: (build: Build<Expr<T>>, scope: Scope) => unknown): Random<Term<T>> =>
    inner.map((build) => (scope) => make(build, scope) as Term<T>)
  const single = term((build, scope) => build(scope))
  if (depth < 0) return single
  return fc.oneof(
    single,
    booleanAt(Math.max(depth, 0)).chain((test) => term((build, scope) => when(test(scope), build(scope)))),
    term((build, scope) => each(sample.words, (word) => build(inLoop(scope, word)))),
    term((build, scope) => entries(sample.ports, (name, port) => build(inLoop(scope, name, port)))),
    term((build, scope) => present(sample.optional, (number) => build({ ...scope, integers: [number] }))),
    term((build, scope) => each(helpers.rows(), ({ name, size }) => build(inLoop(scope, name, size)))),
    term((build, scope) =>
      entries(sample.services, (name, service) =>
        when(
          service.public,
          each(sample.words, (word) => build(inLoop(inLoop(scope, name, service.port), word))),
        ),
      ),
    ),
  )
}

const termsAt = <T>(depth: number, value: (depth: number) => Random<Expr<T>>): Random<Terms<T>> =>
  fc
    .array(termAt(depth, value), { maxLength: 3 })
    .map((terms) => (scope) => terms.map((build) => build(scope)) as unknown as Terms<T>)

const numberFoldAt = byDepth(
  (depth): Random<Expr<number>> =>
    fc.oneof(
      fold(
        'sum',
        sumOf,
        termsAt(depth, (inner) => integerAt(Math.max(inner, 0))),
      ),
      fold(
        'greatest',
        greatestOf,
        termsAt(depth, (inner) => integerAt(Math.max(inner, 0))),
      ),
      fold(
        'number',
        countOf,
        termsAt<unknown>(depth, (inner) => textAt(Math.max(inner, 0))),
      ),
    ),
)

const booleanFoldAt = byDepth(
  (depth): Random<Expr<boolean>> =>
    fc.oneof(
      fold(
        'any',
        anyOf,
        termsAt(depth, (inner) => booleanAt(Math.max(inner, 0))),
      ),
      fold(
        'all',
        allOf,
        termsAt(depth, (inner) => booleanAt(Math.max(inner, 0))),
      ),
    ),
)

const fold = <T, R>(
  prefix: string,
  make: (name: string, terms: Terms<T>) => Expr<R>,
  terms: Random<Terms<T>>,
): Random<Expr<R>> =>
  fc.tuple(variableName(prefix), terms).map(
    ([name, build]) =>
      (scope) =>
        make(name, build(scope)),
  )
