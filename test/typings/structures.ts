/**
 * Law 2 for loops, conditional objects, structures of helpers and folds: what looks like TypeScript is checked like TypeScript, with
 * the types of Kubernetes wherever the content ends up. `tsc` checks this file: an expectation without an error is an error.
 */
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import type { IConfigMap, IPodSpec, IService, IServicePort } from 'kubernetes-models/v1'
import {
  allOf,
  anyOf,
  assert,
  countOf,
  defineChart,
  type Expr,
  each,
  entries,
  filled,
  greatestOf,
  gt,
  helper,
  ifElse,
  json,
  keyed,
  type LiftObject,
  lines,
  listOf,
  mapOf,
  memberOf,
  oneOf,
  present,
  type Resource,
  type Rules,
  resource,
  spread,
  structure,
  sumOf,
  type Template,
  text,
  when,
} from '../../src/helm/index.js'
import { sample, sampleDefaults } from '../support/sample-chart.js'

const service = (spec: LiftObject<NonNullable<IService['spec']>>) =>
  resource<IService>({ apiVersion: 'v1', kind: 'Service', spec })
const configMap = (data: LiftObject<Record<string, string>>) =>
  resource<IConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', data })
const pod = (spec: LiftObject<IPodSpec>) => spec
const policy = (spec: LiftObject<NonNullable<INetworkPolicy['spec']>>) =>
  resource<INetworkPolicy>({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec })

const prtOf = (port: Expr<number>) => ({ prt: port })

// Loops in lists
service({ ports: [each(sample.words, (name) => ({ name, port: 80 })), { port: 81 }] })
service({ ports: [entries(sample.services, (name, { port }) => when(gt(port, 1), { name, port }))] })
// @ts-expect-error: a misspelt field in the callback's object
service({ ports: [each(sample.words, (name) => ({ nam: name, port: 80 }))] })
// @ts-expect-error: a required field is missing in the callback's object
service({ ports: [each(sample.words, (name) => ({ name }))] })
// @ts-expect-error: a text where a number belongs
service({ ports: [each(sample.words, (name) => ({ port: name }))] })
// @ts-expect-error: a misspelt field inside a condition inside a loop
service({ ports: [entries(sample.ports, (_, port) => when(sample.enabled, { prt: port }))] })
// @ts-expect-error: a misspelt field inside a loop inside a condition
service({ ports: [when(sample.enabled, each([1], prtOf))] })
// @ts-expect-error: a misspelt field in a list in a loop
pod({ containers: [each(sample.words, (name) => ({ name, ports: [{ containerPrt: 1 }] }))] })
pod({ containers: [each(sample.words, (name) => ({ name, ports: [{ containerPort: 1 }] }))] })
// @ts-expect-error: a misspelt field in a loop in a loop
pod({ containers: [each(sample.words, (name) => ({ name, ports: [each([1], (port) => ({ containerPrt: port }))] }))] })
// @ts-expect-error: a loop in the place of a list
service({ ports: each(sample.words, (name) => ({ name, port: 80 })) })
// @ts-expect-error: a loop in the place of a field
service({ type: each(sample.words, () => 'ClusterIP') })
// @ts-expect-error: a list item that is a map of the user
service({ ports: [sample.ports] })

// What a loop is over
each([{ name: 'a', port: 1 }], ({ name, port }) => text`${name}${port}`)
each([{ name: sample.text, port: sample.count }], ({ name, port }) => text`${name}${port}`)
// @ts-expect-error: a field that the constants do not have
each([{ name: 'a' }], ({ nme }) => nme)
// @ts-expect-error: a field that the values do not have
entries(sample.services, (_, value) => value.prt)
// @ts-expect-error: the key of a map is a text
entries(sample.ports, (name) => gt(name, 1))

// Loops and conditions that are spread into objects
configMap({ fixed: 'x', ...entries(sample.labels, (name, value) => keyed(name, value)) })
configMap({ ...each(sample.words, (word) => keyed(word, text`x ${word}`)) })
// @ts-expect-error: a number in a map of texts
configMap({ ...entries(sample.ports, (name, port) => keyed(name, port)) })
// @ts-expect-error: a field whose name is a value, in an object with fixed fields
service({ ...keyed(sample.text, 'x') })
// @ts-expect-error: the same in a loop
service({ ...each(sample.words, (word) => keyed(word, 'x')) })
service({ ...when(sample.enabled, { type: 'ClusterIP', clusterIP: 'None' }) })
// @ts-expect-error: a misspelt field in a conditional object that is spread
service({ ...when(sample.enabled, { clusterIp: 'None' }) })
// @ts-expect-error: a wrong type in a conditional object that is spread
service({ ...when(sample.enabled, { clusterIP: 1 }) })
// @ts-expect-error: a required field is there only sometimes
service({ ports: [{ ...when(sample.enabled, { port: 80 }) }] })
service({ ports: [{ port: 80, ...when(sample.enabled, { name: 'http' }) }] })
// @ts-expect-error: a condition in the place of a required field
pod({ containers: [{ name: when(sample.enabled, 'x') }] })
// @ts-expect-error: a condition without content of the right type
pod({ containers: when(sample.enabled, [{ name: 'x' }]) })
pod({ containers: ifElse(sample.enabled, [{ name: 'x' }], [{ name: 'y' }]) })
// @ts-expect-error: a misspelt field in one of two alternatives
pod({ containers: ifElse(sample.enabled, [{ name: 'x' }], [{ nam: 'y' }]) })

// Lists that Kubernetes' types call mutable
policy({ podSelector: {}, policyTypes: filled([when(sample.enabled, 'Ingress'), when(sample.enabled, 'Egress')]) })
// @ts-expect-error: an item of the wrong type
policy({ podSelector: {}, policyTypes: filled([when(sample.enabled, 1)]) })
pod({ containers: [{ name: 'x', command: sample.words, args: [spread(sample.words), 'y'] }] })
// @ts-expect-error: a list of the wrong items
pod({ containers: [{ name: 'x', command: [1] }] })

// Helpers that return structures
const ports = helper('x.ports', {
  doc: 'x',
  parameters: { first: 'integer', more: listOf({ name: 'string', port: 'integer' }) },
  returns: structure<IServicePort[]>(),
  body: ({ first, more }) => [{ port: first }, each(more, ({ name, port }) => ({ name, port }))],
})
service({ ports: ports({ first: 1, more: [{ name: 'a', port: 2 }] }) })
service({ ports: [spread(ports({ first: sample.count, more: [] })), { port: 3 }] })
each(ports({ first: 1, more: [] }), (port) => text`${port.port}`)
// @ts-expect-error: a list of ports is no text
configMap({ a: ports({ first: 1, more: [] }) })
configMap({ a: json(ports({ first: 1, more: [] })) })
// @ts-expect-error: an argument is missing
ports({ first: 1 })
// @ts-expect-error: an argument of the wrong type
ports({ first: 'x', more: [] })
// @ts-expect-error: an object of the wrong form in a list
ports({ first: 1, more: [{ name: 'a' }] })
// @ts-expect-error: a map instead of a list
ports({ first: 1, more: sample.ports })
// @ts-expect-error: an unknown argument
ports({ first: 1, more: [], other: 1 })
const broken = { doc: 'x', returns: structure<IServicePort>() } as const
// @ts-expect-error: a misspelt field in the body of a helper
helper('x.broken', { ...broken, body: () => ({ port: 1, nam: 'x' }) })
// @ts-expect-error: a required field is missing in the body of a helper
helper('x.broken', { ...broken, body: () => ({ name: 'x' }) })
// @ts-expect-error: a text as the body of a helper that returns an integer
helper('x.number', { doc: 'x', returns: 'integer', body: () => 'x' })

const shaped = helper('x.shaped', {
  doc: 'x',
  parameters: {
    mode: oneOf('one', 'two'),
    sizes: mapOf('integer'),
    image: { name: 'string', tag: 'string' },
    like: sample.nested,
  },
  returns: structure<{ name: string; inner?: { size: number } }>(),
  body: ({ mode, sizes, image, like }) => ({
    name: text`${mode} ${image.name} ${like.inner.value}`,
    inner: when(
      gt(
        sumOf(
          'size',
          entries(sizes, (_, size) => size),
        ),
        1,
      ),
      { size: 1 },
    ),
  }),
})
const given = { sizes: sample.ports, image: { name: 'a', tag: sample.text }, like: sample.nested } as const
shaped({ mode: 'one', ...given }).name
// @ts-expect-error: a choice that is none
shaped({ mode: 'three', ...given })
// @ts-expect-error: a text that is any
shaped({ mode: sample.text, ...given })
// @ts-expect-error: a map of texts where one of numbers belongs
shaped({ mode: 'one', ...given, sizes: sample.labels })
// @ts-expect-error: an object of another form than the example
shaped({ mode: 'one', ...given, like: { inner: { val: 'x' } } })
// @ts-expect-error: a field that the structure does not have
shaped({ mode: 'one', ...given }).nam
// @ts-expect-error: a part of a field that may be absent
shaped({ mode: 'one', ...given }).inner.size
present(shaped({ mode: 'one', ...given }).inner, (inner) => inner.size)
each(['name', 'text'], (key) => memberOf(sample, key))
// @ts-expect-error: a key that the object does not have
each(['name', 'txt'], (key) => memberOf(sample, key))

// Folds
sumOf('a', [1, sample.count, when(sample.enabled, 2), each(sample.words, () => 3)])
sumOf(
  'a',
  entries(sample.ports, (_, port) => port),
)
greatestOf('a', [sample.count])
anyOf(
  'a',
  each(sample.words, (word) => gt(sumOf('b', [1]), 1) && word && sample.enabled),
)
allOf('a', [sample.enabled, true])
countOf(
  'a',
  each(sample.words, (word) => word),
)
sumOf(
  'a',
  // @ts-expect-error: a sum of texts
  each(sample.words, (word) => word),
)
// @ts-expect-error: a sum with a condition over a text
sumOf('a', [when(sample.enabled, 'x')])
// @ts-expect-error: the greatest of booleans
greatestOf('a', [sample.enabled])
// @ts-expect-error: any of numbers
anyOf('a', [1])
allOf(
  'a',
  // @ts-expect-error: all of texts
  each(sample.words, (word) => word),
)
// @ts-expect-error: a list of the values is no list of terms
sumOf('a', sample.words)

// Rules and resources in loops
const rule = (word: Expr<string>) =>
  assert({ key: text`labels.${word}`, refuseWhen: sample.enabled, problem: 'is wrong', example: 'x' })
const rules: Rules = [
  rule(sample.text),
  each(sample.words, rule),
  when(sample.enabled, rule(sample.text)),
  entries(sample.services, (name, value) => when(value.public, rule(name))),
]
// @ts-expect-error: a text is no rule
const noRules: Rules = [each(sample.words, (word) => word)]

const object = (name: Expr<string>): Resource =>
  resource<IConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })
const several: Template = entries(sample.ports, (name) => object(name))
const pairs: Template = entries(sample.ports, (name) => [object(name), object(text`${name}-b`)])
const sometimes: Template = when(sample.enabled, object(sample.text))
// @ts-expect-error: plain objects are no resources
const none: Template = entries(sample.ports, (name) => ({ kind: 'ConfigMap', metadata: { name } }))

defineChart({
  metadata: { name: 'x', version: '1.0.0', appVersion: '1', description: 'x', kubeVersion: '>=1.33-0' },
  defaults: sampleDefaults,
  templates: { several, pairs, sometimes },
  helpers: { _one: [ports], _two: [shaped] },
  assertions: { 'ui/_checks': rules },
  notes: lines`${each(sample.words, (word) => lines`${word}`)}`,
})

export { none, noRules }
