import { type Expr, exprOf, isExpr, nodeOf, type Scalar } from '../expression/expr.js'
import { BuildError } from '../node/build-error.js'
import type { DocumentNode, EntryNode, FieldNode, ItemNode, MappingNode, ValueNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'
import { Conditional } from './conditional.js'
import { Keyed } from './keyed.js'
import { Loop, SpreadItems } from './loop.js'
import { Merge } from './merge.js'
import { textBlockNode } from './text-block.js'

/** Turns what authors write (objects, lists, literals, expressions, conditionals, loops) into nodes. */
export const toDocument = (value: unknown, origin: Origin = captureOrigin()): DocumentNode => {
  const block = textBlockNode(value)
  if (block !== undefined) return block
  if (isExpr(value)) return { kind: 'value', expression: nodeOf(value), origin: nodeOf(value).origin }
  if (value instanceof Merge) {
    return 'fields' in value.fixed
      ? mergedFields(value, value.fixed.fields)
      : mergedMappings(value, value.fixed.mappings)
  }
  if (value instanceof Loop) return loopMapping(value)
  if (value instanceof Keyed) return keyedMapping(value)
  if (Array.isArray(value)) return { kind: 'sequence', items: value.flatMap((item) => toItems(item, origin)), origin }
  if (isPlainObject(value)) {
    const entries = Object.entries(value).flatMap(([key, inner]) => toEntries(key, inner, origin))
    return { kind: 'mapping', entries, origin }
  }
  if (typeof value === 'string' || Number.isFinite(value) || typeof value === 'boolean') {
    return { kind: 'value', expression: { kind: 'literal', value: value as Scalar, origin }, origin }
  }
  throw new BuildError(origin, describeMisplaced(value))
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const describeMisplaced = (value: unknown): string => {
  if (value instanceof Conditional) return 'a condition must be the value of a field or an item of a list'
  if (value === null) return 'null would delete a field when the chart is applied: leave the field out instead'
  if (typeof value === 'number') return `expected a finite number, got ${value}`
  return `cannot write ${typeof value === 'object' ? (value.constructor?.name ?? 'this object') : typeof value} into YAML`
}

/** A field; under a condition when its value is conditional. */
const toEntries = (key: string, value: unknown, origin: Origin): EntryNode[] => {
  if (value === undefined) return []
  if (value instanceof Conditional) return [conditionalOf(value, (content) => toEntries(key, content, value.origin))]
  const field: FieldNode = { kind: 'field', key, value: toDocument(value, origin), origin: originOf(value, origin) }
  return [field]
}

const toItems = (value: unknown, origin: Origin): ItemNode[] => {
  if (value === undefined) return []
  if (value instanceof Conditional) return [conditionalOf(value, (content) => toItems(content, value.origin))]
  if (value instanceof SpreadItems) return [{ kind: 'spread', expression: value.expression, origin: value.origin }]
  if (value instanceof Loop) {
    return [{ kind: 'loop', binding: value.binding, body: toItems(value.body, value.origin), origin: value.origin }]
  }
  return [{ kind: 'element', value: toDocument(value, origin), origin: originOf(value, origin) }]
}

const conditionalOf = <Child>(
  { test, body, otherwise, origin }: Conditional,
  place: (content: unknown) => readonly Child[],
): EntryNode & ItemNode =>
  ('kind' in test
    ? { kind: 'when', condition: test, body: place(body), otherwise: place(otherwise), origin }
    : { kind: 'present', binding: test, body: place(body), origin }) as unknown as EntryNode & ItemNode

/** An expression knows its own place; plain objects and literals stand where the construct around them was written. */
const originOf = (value: unknown, origin: Origin): Origin => (isExpr(value) ? nodeOf(value).origin : origin)

const keyedMapping = ({ key, value, origin }: Keyed): MappingNode => ({
  kind: 'mapping',
  entries: keyedEntries(key, value, origin),
  origin,
})

/** A mapping whose entries come from a loop. */
const loopMapping = ({ binding, body, key, origin }: Loop): MappingNode => {
  if (key === undefined) {
    throw new BuildError(origin, 'a loop outside a list needs keys: use entriesOf')
  }
  return {
    kind: 'mapping',
    entries: [{ kind: 'loop', binding, body: keyedEntries(key, body, origin), origin }],
    origin,
  }
}

/** A field whose name is a value; under a condition when its content is conditional. */
const keyedEntries = (key: ExpressionNode, content: unknown, origin: Origin): EntryNode[] => {
  if (content === undefined) return []
  if (content instanceof Conditional) return [conditionalOf(content, (inner) => keyedEntries(key, inner, origin))]
  return [{ kind: 'field', key, value: toDocument(content, origin), origin }]
}

/** The losing side leaves out what the winning side has, so that no key stands twice. */
const mergedFields = ({ user, winner, origin }: Merge, fields: Readonly<Record<string, unknown>>): MappingNode => {
  const keys = Object.keys(fields)
  const userMap = exprOf<Expr<unknown>>(user)
  if (winner === 'fixed') {
    const own = keys.flatMap((key) => toEntries(key, fields[key], origin))
    const rest: EntryNode = { kind: 'spread', expression: call('omit', userMap, ...keys), origin }
    return { kind: 'mapping', entries: [...own, rest], origin }
  }
  const guarded = keys.map((key): EntryNode => {
    const missing = call('not', exprOf(call('hasKey', userMap, key)))
    return { kind: 'when', condition: missing, body: toEntries(key, fields[key], origin), otherwise: [], origin }
  })
  return { kind: 'mapping', entries: [...guarded, { kind: 'spread', expression: user, origin }], origin }
}

/** The keys of helpers are known only when Helm renders, so Helm merges. */
const mergedMappings = ({ user, winner, origin }: Merge, mappings: readonly ExpressionNode[]): ValueNode => {
  const maps = winner === 'fixed' ? [...mappings, user] : [user, ...mappings]
  return { kind: 'value', expression: { kind: 'call', name: 'mergeMaps', args: maps, origin }, origin }
}

const call = (name: 'omit' | 'not' | 'hasKey', ...args: readonly (Expr<unknown> | string)[]): ExpressionNode => ({
  kind: 'call',
  name,
  args: args.map(nodeOf),
  origin: captureOrigin(),
})
