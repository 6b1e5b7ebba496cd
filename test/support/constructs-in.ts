import type { ChartDefinition } from '../../src/helm/index.js'
import type { ExpressionNode, FoldNode } from '../../src/helm/node/expression-node.js'
import type { AnyNode } from '../../src/helm/transform/children.js'

type NodeKind = AnyNode['kind'] | ExpressionNode['kind']

/** A new kind of node is a compile error here, so that no random test forgets it. */
const kinds: Readonly<Record<NodeKind, true>> = {
  assertion: true,
  builtIn: true,
  call: true,
  checksum: true,
  dict: true,
  element: true,
  field: true,
  fold: true,
  include: true,
  list: true,
  literal: true,
  loop: true,
  mapping: true,
  member: true,
  named: true,
  object: true,
  parameter: true,
  present: true,
  sequence: true,
  spread: true,
  text: true,
  textBlock: true,
  textLine: true,
  value: true,
  values: true,
  variable: true,
  when: true,
}

/** Conditions and loops may stand in each of these. */
const places = ['template', 'rules', 'mapping', 'sequence', 'textBlock', 'fold'] as const
const structures = ['when', 'present', 'loop'] as const

const operations: Readonly<Record<FoldNode['operation'], true>> = {
  all: true,
  any: true,
  count: true,
  greatest: true,
  sum: true,
}

/** All that must occur: kinds of nodes, operations of folds, and conditions and loops in each place. */
export const everyConstruct: readonly string[] = [
  ...Object.keys(kinds),
  ...Object.keys(operations).map((operation) => `fold: ${operation}`),
  ...places.flatMap((place) => structures.map((structure) => `${structure} in ${place}`)),
]

/** Adds what occurs in the parts of a chart, and the names of the functions that are called. */
export const constructsOf = ({ templates, checks, helpers, notes }: ChartDefinition, into: Set<string>): void => {
  const seen = new Set<unknown>()
  collect(templates, into, seen, 'template')
  collect(checks, into, seen, 'rules')
  for (const part of [helpers, notes]) collect(part, into, seen, '')
}

const collect = (value: unknown, into: Set<string>, seen: Set<unknown>, place: string): void => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  const { kind, name, operation } = value as { readonly kind?: string; readonly name?: string; operation?: string }
  if (kind !== undefined && Object.hasOwn(kinds, kind)) into.add(kind)
  if (kind === 'call') into.add(String(name))
  if (kind === 'fold') into.add(`fold: ${operation}`)
  if (structures.some((structure) => structure === kind)) into.add(`${kind} in ${place}`)
  const inside = places.some((known) => known === kind) ? String(kind) : place
  for (const inner of Object.values(value)) collect(inner, into, seen, inside)
}
