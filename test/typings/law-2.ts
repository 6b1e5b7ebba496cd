/**
 * Law 2: a wrong path, a wrong type and a misspelt field of a Kubernetes object do not compile. `tsc` checks this file:
 * an expectation without an error is an error itself.
 */
import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { IConfigMap, IContainer, IService } from 'kubernetes-models/v1'
import {
  add,
  assert,
  type Expr,
  each,
  entries,
  entryOf,
  env,
  eq,
  gt,
  helper,
  ifElse,
  type LiftObject,
  match,
  merge,
  not,
  orElse,
  passthrough,
  present,
  resource,
  resourceWhen,
  structure,
  text,
  when,
} from '../../src/helm/index.js'
import { values } from '../../src/platform/values/index.js'
import { sample } from '../support/sample-chart.js'

const { api } = values

// Paths
// @ts-expect-error: a key that does not exist
api.autoscaling.enable
// @ts-expect-error: a child of a scalar
api.replicas.value
// @ts-expect-error: a child of an optional object, before `present` narrowed it
sample.parent.child
present(sample.parent, (parent) => parent.child.value)
// @ts-expect-error: entries of a map are read with `entryOf`
sample.ports.http
entryOf(sample.ports, 'http', 80)
// @ts-expect-error: a fallback of the wrong type
entryOf(sample.ports, 'http', 'eighty')

// Values in Kubernetes objects
const service = (spec: LiftObject<NonNullable<IService['spec']>>) =>
  resource<IService>({ apiVersion: 'v1', kind: 'Service', spec })
service({ type: 'ClusterIP', ports: [{ port: sample.count }] })
// @ts-expect-error: a misspelt field
service({ typ: 'ClusterIP' })
// @ts-expect-error: a text where a number belongs
service({ ports: [{ port: sample.text }] })
// @ts-expect-error: a required field is missing
service({ ports: [{ name: 'http' }] })
// @ts-expect-error: a required field must not be conditional
service({ ports: [{ port: when(sample.enabled, 80) }] })
service({ ports: [{ port: ifElse(sample.enabled, 80, 81) }] })
// @ts-expect-error: an optional value is no required value
service({ ports: [{ port: sample.optional }] })
service({ ports: [{ port: orElse(sample.optional, 80) }] })
// @ts-expect-error: a misspelt field inside when
service({ sessionAffinityConfig: when(sample.enabled, { clientIP: { timeout: 1 } }) })
// @ts-expect-error: a misspelt field inside a loop
service({ ports: [entries(sample.ports, (_name, port) => ({ prt: port }))] })
service({ ports: [entries(sample.ports, (name, port) => ({ name, port }))] })
// @ts-expect-error: the wrong kind for this interface
resource<IService>({ apiVersion: 'v1', kind: 'Servce' })
// @ts-expect-error: the wrong API version for this interface
resourceWhen<IDeployment>(sample.enabled, { apiVersion: 'apps/v1beta1', kind: 'Deployment' })
// @ts-expect-error: data of a ConfigMap is text
resource<IConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', data: { port: sample.count } })
resource<IConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', data: { port: text`${sample.count}` } })

// Operators
// @ts-expect-error: a comparison of different types
eq(sample.count, 'three')
// @ts-expect-error: a literal outside the string union
eq(sample.mode, 'four')
// @ts-expect-error: an order of texts
gt(sample.text, 1)
// @ts-expect-error: a condition that is no boolean
when(sample.text, 1)
// @ts-expect-error: a negation of something that is no boolean
not(sample.count)
// @ts-expect-error: arithmetic with a text
add(sample.text, 1)
// @ts-expect-error: `+` of an expression
sample.count + 1
// @ts-expect-error: a hole that is a list
text`${sample.words}`
// @ts-expect-error: a hole that may be absent
text`${sample.optional}`

// Structure
// @ts-expect-error: an arm is missing
match(sample.mode, { one: 1, two: 2 })
// @ts-expect-error: an arm too many
match(sample.mode, { one: 1, two: 2, three: 3, four: 4 })
// @ts-expect-error: a loop over a scalar
each(sample.text, (item) => item)
// @ts-expect-error: a loop over a map as if it were a list
each(sample.labels, (item) => item)
const container = (fields: LiftObject<IContainer>) => fields
// @ts-expect-error: a misspelt field inside an arm
container({ name: 'x', lifecycle: match(sample.mode, { one: { preStp: {} }, two: undefined, three: undefined }) })
container({ name: 'x', lifecycle: match(sample.mode, { one: { preStop: {} }, two: undefined, three: undefined }) })

// Environment variables
env({
  // biome-ignore lint/suspicious/noDuplicateObjectKeys: that is the mistake.
  A: 'x',
  // @ts-expect-error: the same name twice
  A: 'y',
})
// @ts-expect-error: a number as the value of a variable
env({ A: 1 })
// @ts-expect-error: a misspelt source
env({ A: { fieldRf: { fieldPath: 'metadata.name' } } })
// @ts-expect-error: the author must say who wins
env({ A: 'x' }, { user: sample.labels })
// @ts-expect-error: the author must say who wins
merge({ fixed: { a: 'x' }, user: sample.labels })
// @ts-expect-error: user variables that are no texts
env({ A: 'x' }, { user: sample.ports, winner: 'user' })

// Helpers, rules, passthrough
const labelled = helper('x.labels', {
  doc: 'x',
  parameters: { component: 'string' },
  returns: structure<{ a: string }>(),
  body: ({ component }) => ({ a: component }),
})
labelled({ component: 'ui' })
// @ts-expect-error: a missing argument
labelled({})
// @ts-expect-error: an argument of the wrong type
labelled({ component: 1 })
// @ts-expect-error: an unknown argument
labelled({ component: 'ui', part: 'x' })
// @ts-expect-error: a text is no object to pass through
passthrough(sample.text)
// @ts-expect-error: a rule without an example
assert({ key: 'a', refuseWhen: sample.enabled, problem: 'is wrong' })
// @ts-expect-error: a rule whose condition is no boolean
assert({ key: 'a', refuseWhen: sample.count, problem: 'is wrong', example: 'a: 1' })
declare const stranger: Expr<Date>
// @ts-expect-error: a type that no template can print
text`${stranger}`
