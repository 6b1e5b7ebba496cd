import fc from 'fast-check'
import {
  type Expr,
  each,
  entries,
  env,
  filled,
  ifElse,
  join,
  keyed,
  lines,
  match,
  memberOf,
  merge,
  mergeMaps,
  named,
  ne,
  omit,
  present,
  spread,
  type TextBlock,
  text,
  when,
} from '../../src/helm/index.js'
import {
  always,
  type Build,
  booleanAt,
  byDepth,
  combine,
  endpointOf,
  inLoop,
  integerAt,
  literalText,
  map,
  type Random,
  type Scope,
  textAt,
  top,
  variableName,
} from './random-expressions.js'
import { helpers } from './random-helpers.js'
import { sample } from './sample-chart.js'

/** Content of any kind: only the random author knows what it is. */
// biome-ignore lint/suspicious/noExplicitAny: that is what a random document is made of.
type Anything = any

const keys = fc.constantFrom('a', 'b', 'name', 'two words', 'y', '10', '{{', 'x: y', "it's", '__proto__', 'é')

type Inside = (name: Expr<string>, number?: Expr<number>) => Anything

/** Loops that give a name once, so that it may be the name of a field. */
const overNames: readonly ((inside: Inside) => unknown)[] = [
  (inside) => entries(sample.ports, (port, number) => inside(port, number)),
  (inside) => entries(sample.labels, (key, label) => when(ne(label, 'x'), inside(key))),
  (inside) => entries(sample.services, (name, service) => when(service.public, inside(name, service.port))),
  (inside) => each(['one', 'two'], (item) => inside(item)),
  (inside) => entries({ a: sample.text, b: 'x' }, (key, value) => inside(text`${key}-${value}`)),
  (inside) => entries(sample.nested.inner, (key, value) => inside(text`${key}${value}`)),
  (inside) => entries(helpers.sizes({ least: sample.count }), (name, size) => inside(name, size)),
]

/** Loops that may give a text twice. */
const overTexts: readonly ((inside: Inside) => unknown)[] = [
  (inside) => each(sample.words, (word) => inside(word)),
  (inside) =>
    each(
      [
        { name: 'x', size: 1 },
        { name: sample.text, size: sample.count },
      ],
      (row) => inside(row.name, row.size),
    ),
  (inside) => each(['name', 'text', 'empty'], (key) => inside(memberOf(sample, key))),
  (inside) => each(helpers.names({ isLong: sample.enabled, last: sample.empty }), (name) => inside(name)),
  (inside) => each(helpers.rows(), ({ name, size }) => inside(name, size)),
  (inside) =>
    each(named('endpoint', helpers.endpoint({ host: sample.name, port: 7, more: sample.words })).names, (name) =>
      inside(name),
    ),
]

/** The same content in a loop of each kind: over values, constants and what helpers give. */
const loopsOver = (
  loops: readonly ((inside: Inside) => unknown)[],
  content: Random<unknown>,
  place: (name: Expr<string>, value: Anything) => unknown,
): Random<unknown>[] =>
  loops.map((loop) =>
    content.map((build) => (scope) => loop((name, number) => place(name, build(inLoop(scope, name, number))))),
  )

const everyLoop = [...overNames, ...overTexts]

/** A value of a field or an item of a list, whatever stands around it. */
const valueAt = byDepth((depth): Random<unknown> => {
  const scalars: Random<unknown>[] = [
    textAt(2),
    integerAt(2),
    booleanAt(2),
    always(sample.ratio),
    fc.constantFrom<unknown>(0, 1, -7, 1e6, 0.25, true, false).map((literal) => () => literal),
    literalText.map((literal) => () => literal),
    namedAt(textAt(1)),
    namedAt(integerAt(1)),
  ]
  const collections: Random<unknown>[] = [
    always(sample.labels),
    always(sample.words),
    always(sample.object),
    always(sample.ports),
    always(sample.services),
    always(mergeMaps(sample.labels, omit(sample.labels, 'team'))),
    ...structures(),
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
      fc.tuple(mappingAt(0), mappingAt(0)).map(
        ([a, b]) =>
          (scope: Scope) =>
            [a(scope), b(scope)] as Anything,
      ),
      (test, [yes, no]) => ifElse(test, yes, no),
    ),
    winner.chain((wins) =>
      map(textAt(1), (value) =>
        merge({ fixed: { team: value, other: when(sample.enabled, value) }, user: sample.labels, winner: wins }),
      ),
    ),
    winner.chain((wins) =>
      map(textAt(1), (value) =>
        env({ A: value, team: when(sample.enabled, 'x') }, { user: sample.labels, winner: wins }),
      ),
    ),
    map(textAt(1), (value) =>
      merge({ fixed: [helpers.facts({ part: value, loud: sample.enabled })], user: sample.labels, winner: 'user' }),
    ),
    map(inner, (value) => filled([when(sample.enabled, value as Anything), 'last'])),
  )
})

const winner = fc.constantFrom('fixed' as const, 'user' as const)

/** A named part may use variables of loops around it, or be the same everywhere. */
const namedAt = <T>(inner: Random<Expr<T>>): Random<unknown> =>
  fc.tuple(variableName('name'), inner, fc.boolean()).map(
    ([name, build, isSame]) =>
      (scope) =>
        named(name, build(isSame ? top : scope)),
  )

/** Whole structures that helpers give, and the author's own. */
const structures = (): Random<unknown>[] => {
  const endpoint = endpointOf(textAt(1), integerAt(1))
  return [
    combine(textAt(1), booleanAt(0), (part, loud) => helpers.facts({ part, loud })),
    endpoint,
    map(endpoint, ({ deep }) => deep),
    map(endpoint, ({ names }) => names),
    map(endpoint, ({ given }) => given),
    combine(booleanAt(1), textAt(1), (isLong, last) => helpers.names({ isLong, last })),
    always(helpers.rows()),
    map(integerAt(1), (least) => helpers.sizes({ least })),
    always(helpers.own({ labels: sample.labels })),
    map(textAt(1), (team) => helpers.own({ labels: { team } })),
    fc.tuple(variableName('cached'), endpoint).map(
      ([name, build]) =>
        (scope: Scope) =>
          named(name, build(scope)).deep,
    ),
    fc.tuple(variableName('list'), textAt(1)).map(
      ([name, build]) =>
        (scope: Scope) =>
          named(name, helpers.names({ isLong: true, last: build(scope) })),
    ),
  ]
}

/** A value, or one that is there only sometimes. */
const omittable = (value: Random<unknown>): Random<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 2, arbitrary: combine(booleanAt(1), value, (test, content): unknown => when(test, content as Anything)) },
    combine(
      booleanAt(0),
      combine(booleanAt(0), value, (test, content): unknown => when(test, content as Anything)),
      (outer, content): unknown => when(outer, content as Anything),
    ),
    value.map(
      (build) => (scope: Scope) =>
        present(sample.optional, (number): Anything => build({ ...scope, integers: [number, ...scope.integers] })),
    ),
    value.map((build) => (scope: Scope) => present(sample.text, (word): Anything => build(inLoop(scope, word)))),
    value.map(
      (build) => (scope: Scope) =>
        present(sample.parent, (parent): Anything => build(inLoop(scope, parent.child.value))),
    ),
    value.map(
      (build) => (scope: Scope) =>
        present(
          helpers.names({ isLong: false, last: sample.text }),
          (names): Anything => build(inLoop(scope, join(names, ' '))),
        ),
    ),
    fc.tuple(value, value).map(
      ([one, two]) =>
        (scope: Scope) =>
          match(sample.mode, {
            one: one(scope) as Anything,
            two: when(sample.enabled, two(scope) as Anything),
            three: undefined,
          }),
    ),
  )

const omittableAt = byDepth((depth) => omittable(valueAt(depth)))

const fieldAt = (depth: number): Random<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: omittableAt(depth) },
    always<unknown>(sample.optional),
    map(endpointOf(textAt(1), integerAt(1)), (endpoint): unknown => endpoint.sometimes),
  )

/** What is spread into an object beside its own fields; the keys are others, so that none stands twice. */
const fragmentAt = byDepth((depth): Random<object> => {
  const fields = valueAt(depth).map((build) => (scope: Scope): unknown => ({ spread: build(scope) }))
  const loops = loopsOver(overNames, omittableAt(depth), (name, value) => keyed(text`k-${name}`, value))
  return fc.oneof(...loops, omittable(fields), fields) as Random<object>
})

export const mappingAt = (depth: number): Random<unknown> =>
  fc
    .tuple(
      fc.dictionary(keys, fieldAt(depth), { maxKeys: 4, noNullPrototype: true }),
      fc.option(fragmentAt(depth), { nil: undefined, freq: 3 }),
    )
    .map(([fields, fragment]) => (scope) => ({
      ...Object.fromEntries(Object.entries(fields).map(([key, build]) => [key, build(scope)])),
      ...fragment?.(scope),
    }))

const itemAt = byDepth((depth): Random<unknown> => {
  const item = omittableAt(depth)
  return fc.oneof(
    { weight: 12, arbitrary: item },
    always<unknown>(spread(sample.words)),
    map(textAt(1), (last): unknown => spread(helpers.names({ isLong: sample.enabled, last }))),
    always<unknown>(spread(helpers.rows() as Expr<readonly unknown[]>)),
    ...loopsOver(everyLoop, item, (_name, value) => value),
    item.map(
      (build) => (scope: Scope) =>
        each(
          sample.words,
          (word): Anything => [
            entries(sample.ports, (key, port): Anything => build(inLoop(inLoop(scope, word), key, port))),
          ],
        ),
    ),
  )
})

const sequenceAt = byDepth(
  (depth): Random<unknown> =>
    fc.array(itemAt(depth), { maxLength: 4 }).map((items) => (scope) => items.map((build) => build(scope))),
)

type Line = readonly [before: string, hole: unknown, after: string]

/** Lines of text with holes in and between them. */
export const textBlockAt = (depth: number): Random<TextBlock> =>
  fc.array(lineAt(depth), { minLength: 1, maxLength: 4 }).map((built) => (scope) => {
    const all: Line[] = built.map((build) => build(scope))
    const strings = [
      all[0]?.[0] ?? '',
      ...all.map(([, , after], index) => (index + 1 < all.length ? `${after}\n${all[index + 1]?.[0]}` : after)),
    ]
    return lines(Object.assign(strings, { raw: strings }), ...all.map(([, hole]) => hole as Expr<string>))
  })

const lineAt = byDepth((depth): Random<Line> => {
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
    fc.oneof(...loopsOver(everyLoop, block, (_name, value) => value)).map(alone),
    block.map((build) =>
      alone((scope) => present(sample.optional, (number) => build({ ...scope, integers: [number] }))),
    ),
  )
})
