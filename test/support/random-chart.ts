import fc from 'fast-check'
import {
  assert,
  type Expr,
  each,
  entries,
  present,
  Resource,
  type Rules,
  type Template,
  type TextBlock,
  text,
  when,
} from '../../src/helm/index.js'
import { mappingAt, textBlockAt } from './random-documents.js'
import { booleanAt, combine, inLoop, type Random, type Scope, textAt, top } from './random-expressions.js'
import { sample } from './sample-chart.js'

/** A random object, which is there always or sometimes. */
const objectAt = (): Random<(name: string | Expr<string>) => Resource> =>
  fc.tuple(mappingAt(3), fc.option(booleanAt(1), { nil: undefined }), fc.constantFrom('Any', 'Other')).map(
    ([content, condition, kind]) =>
      (scope) =>
      (name) =>
        new Resource({ kind, metadata: { name }, content: content(scope) }, condition?.(scope)),
  )

/** What one file of a chart makes: an object, or those of a loop. */
export const templateArbitrary: fc.Arbitrary<() => Template> = fc.oneof(
  { weight: 8, arbitrary: objectAt().map((object) => () => object(top)('object')) },
  objectAt().map(
    (object) => (): Template =>
      entries(sample.services, (key, service) =>
        when(service.public, object(inLoop(top, key, service.port))(text`service-${key}`)),
      ),
  ),
  fc.tuple(objectAt(), objectAt()).map(
    ([object, other]) =>
      (): Template =>
        entries(sample.ports, (key, port) => [
          object(inLoop(top, key, port))(text`${key}-port`),
          other(inLoop(top, key, port))(key),
        ]),
  ),
  objectAt().map(
    (object) => (): Template => each(['one', 'two'], (item) => object(inLoop(top, item))(text`constant-${item}`)),
  ),
  combine(booleanAt(1), objectAt(), (test, object) => [test, object] as const).map((build) => (): Template => {
    const [test, object] = build(top)
    return when(test, object('object'))
  }),
  objectAt().map(
    (object) => (): Template =>
      when(
        sample.enabled,
        each(['one', 'two'], (item) => object(inLoop(top, item))(text`conditional-${item}`)),
      ),
  ),
  objectAt().map((object) => (): Template => present(sample.text, (word) => object(inLoop(top, word))('object'))),
)

/** What only the random author knows: TypeScript would follow each rule through all its conditions and loops. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
type AnyRule = any

const ruleAt = (): Random<AnyRule> =>
  fc.tuple(booleanAt(2), textAt(2), textAt(2), textAt(1)).map(
    ([refuses, key, problem, example]) =>
      (scope: Scope) =>
        assert({
          key: key(scope),
          refuseWhen: refuses(scope),
          problem: problem(scope),
          example: example(scope),
        }),
  )

/** Random rules over the sample values: single ones, and under every structure. */
export const rulesArbitrary: fc.Arbitrary<() => Rules> = fc
  .array(
    fc.oneof(
      ruleAt().map((rule) => () => rule(top)),
      combine(booleanAt(1), ruleAt(), (test, rule) => when(test, rule) as AnyRule).map((build) => () => build(top)),
      ruleAt().map((rule) => () => each(sample.words, (word) => rule(inLoop(top, word))) as AnyRule),
      ruleAt().map(
        (rule) => () =>
          entries(sample.services, (name, service) =>
            when(service.public, rule(inLoop(top, name, service.port))),
          ) as AnyRule,
      ),
      ruleAt().map((rule) => () => present(sample.text, (word) => rule(inLoop(top, word))) as AnyRule),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((rules) => () => rules.map((build) => build()))

/** Random notes. */
export const notesArbitrary: fc.Arbitrary<() => TextBlock> = textBlockAt(2).map((build) => () => build(top))
