import { type Expr, nodeOf } from '../expression/expr.js'
import type { Absent, Several } from '../lift/placeholder.js'
import { BuildError } from '../node/build-error.js'
import type { RuleNode } from '../node/document-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'
import { constructOf } from './construct.js'
import { structureOf } from './to-document.js'

declare const assertionBrand: unique symbol

/** A rule over the values that a schema cannot express. Made by `assert`. */
export interface Assertion {
  readonly [assertionBrand]: true
}

/** Conditions and loops inside each other come out as one: a type that repeats itself would be too deep for TypeScript. */
type Rule = Assertion | Absent<Assertion> | Several<Assertion>

/** Rules in the order in which their problems are listed: single ones, conditional ones, one for each item of a list. */
export type Rules = readonly (
  | Rule
  | readonly Rule[]
  | Absent<Assertion | readonly Rule[]>
  | Several<Assertion | readonly Rule[]>
)[]

const nodes = new WeakMap<object, RuleNode>()

/**
 * A rule over the values. Helm collects the problems of all rules and fails once.
 *
 * - `key`: the path that a user must change;
 * - `refuseWhen`: true for bad values;
 * - `problem`: why the value is refused, with the values in question;
 * - `example`: what to write instead.
 */
export const assert = (rule: {
  readonly key: string | Expr<string>
  readonly refuseWhen: Expr<boolean>
  readonly problem: string | Expr<string>
  readonly example: string | Expr<string>
}): Assertion => {
  const assertion = Object.freeze({}) as Assertion
  nodes.set(assertion, {
    kind: 'assertion',
    key: nodeOf(rule.key),
    refuses: nodeOf(rule.refuseWhen),
    problem: nodeOf(rule.problem),
    example: nodeOf(rule.example),
    origin: captureOrigin(),
  })
  return assertion
}

/** The nodes of rules. */
export const ruleNodes = (rules: Rules): readonly RuleNode[] => rules.flatMap((rule) => toRules(rule, captureOrigin()))

const toRules = (value: unknown, origin: Origin): readonly RuleNode[] => {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((rule) => toRules(rule, origin))
  const node = typeof value === 'object' && value !== null ? nodes.get(value) : undefined
  if (node !== undefined) return [node]
  const construct = constructOf(value)
  if (construct?.kind === 'conditional' || construct?.kind === 'presence' || construct?.kind === 'loop') {
    return [structureOf(construct, toRules)]
  }
  throw new BuildError(construct?.origin ?? origin, 'rules are made by assert(…), perhaps inside when(…) or each(…)')
}
