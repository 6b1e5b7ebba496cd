import type { ExpressionNode } from '../../src/helm/node/expression-node.js'
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

export const nodeKinds: readonly string[] = Object.keys(kinds)

/** Adds the kinds of all nodes inside a value, and the names of the functions that they call. */
export const collectConstructs = (value: unknown, into: Set<string>, seen = new Set<unknown>()): void => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  const { kind, name } = value as { readonly kind?: unknown; readonly name?: unknown }
  if (typeof kind === 'string' && Object.hasOwn(kinds, kind)) into.add(kind)
  if (kind === 'call') into.add(String(name))
  for (const inner of Object.values(value)) collectConstructs(inner, into, seen)
}
