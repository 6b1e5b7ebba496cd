import { exprOf, isExpr, isPlainObject, nodeOf, type Scalar } from '../expression/expr.js'
import { not } from '../function/logic.js'
import { hasKey, mergeMaps, omit } from '../function/maps.js'
import { BuildError } from '../node/build-error.js'
import type {
  DocumentNode,
  EntryNode,
  ItemNode,
  MappingNode,
  PresentNode,
  StructureNode,
  WhenNode,
} from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'
import {
  type Conditional,
  type Construct,
  constructOf,
  isSpread,
  type Loop,
  type MergeConstruct,
  type Presence,
} from './construct.js'

/** Turns what authors write (objects, lists, literals, expressions, conditionals, loops) into nodes. */
export const toDocument = (value: unknown, origin: Origin = captureOrigin()): DocumentNode => {
  const construct = constructOf(value)
  if (construct !== undefined) return fromConstruct(construct)
  if (isExpr(value)) return { kind: 'value', expression: nodeOf(value), origin: nodeOf(value).origin }
  if (Array.isArray(value)) return { kind: 'sequence', items: itemsOf(value, origin), origin }
  if (isPlainObject(value)) return { kind: 'mapping', entries: entriesIn(value, origin), origin }
  if (typeof value === 'string' || Number.isFinite(value) || typeof value === 'boolean') {
    return { kind: 'value', expression: { kind: 'literal', value: value as Scalar, origin }, origin }
  }
  throw new BuildError(origin, describeMisplaced(value))
}

const fromConstruct = (construct: Construct): DocumentNode => {
  const { origin } = construct
  switch (construct.kind) {
    case 'textBlock':
      return construct
    case 'merge':
      return 'fields' in construct.fixed
        ? mergedFields(construct, construct.fixed.fields)
        : mergedMappings(construct, construct.fixed.mappings)
    case 'keyed':
      return { kind: 'mapping', entries: entriesOf(construct), origin }
    case 'filled':
      return { kind: 'sequence', items: itemsOf(construct.items, origin), isFilled: true, origin }
    case 'loop':
      throw new BuildError(origin, 'a loop must stand in a list, or be spread into an object: { ...each(…) }')
    case 'spread':
      throw new BuildError(origin, 'spread(…) must be an item of a list, or be spread into an object: { ...spread(…) }')
    case 'conditional':
    case 'presence':
      throw new BuildError(origin, 'a condition must be the value of a field or an item of a list')
  }
}

const describeMisplaced = (value: unknown): string => {
  if (value === null) return 'null would delete a field when the chart is applied: leave the field out instead'
  if (typeof value === 'number') return `expected a finite number, got ${value}`
  return `cannot write ${typeof value === 'object' ? (value.constructor?.name ?? 'this object') : typeof value} into YAML`
}

/** The entries of an object: its fields, and what was spread into it. */
const entriesIn = (object: Readonly<Record<string, unknown>>, origin: Origin): EntryNode[] => {
  return Object.entries(object).flatMap(([key, inner]) => {
    if (!isSpread(key)) return toEntries(key, inner, origin)
    const fragment = entriesOf(inner as Construct)
    const twice = fragment.flatMap(fixedKeysOf).find((name) => Object.hasOwn(object, name))
    if (twice !== undefined) throw new BuildError(origin, `the field '${twice}' stands twice in one object`)
    return fragment
  })
}

const fixedKeysOf = (entry: EntryNode): readonly string[] => {
  switch (entry.kind) {
    case 'field':
      return typeof entry.key === 'string' ? [entry.key] : []
    case 'spread':
      return []
    case 'when':
      return [...entry.body, ...entry.otherwise].flatMap(fixedKeysOf)
    case 'present':
    case 'loop':
      return entry.body.flatMap(fixedKeysOf)
  }
}

/** What a construct adds to the object that it is spread into. */
const entriesOf = (construct: Construct): EntryNode[] => {
  switch (construct.kind) {
    case 'conditional':
    case 'presence':
    case 'loop':
      return [structureOf(construct, fragmentOf)]
    case 'keyed':
      return keyedEntries(construct.key, construct.value, construct.origin)
    case 'spread':
      return [{ kind: 'spread', expression: construct.expression, isClosed: true, origin: construct.origin }]
    default:
      throw new BuildError(
        construct.origin,
        `only objects can be spread into an object, and this is a ${construct.kind}`,
      )
  }
}

/** The content of a condition or loop that is spread into an object. */
const fragmentOf = (content: unknown, origin: Origin): readonly EntryNode[] => {
  if (content === undefined) return []
  const construct = constructOf(content)
  if (construct !== undefined) return entriesOf(construct)
  if (isPlainObject(content) && !isExpr(content)) return entriesIn(content, origin)
  throw new BuildError(origin, 'what is spread into an object must hold fields: an object, or keyed(name, …)')
}

/** A field; under a condition when its value is conditional. */
const toEntries = (key: string, value: unknown, origin: Origin): EntryNode[] => {
  if (value === undefined) return []
  const construct = constructOf(value)
  if (construct?.kind === 'conditional' || construct?.kind === 'presence') {
    return [structureOf(construct, (content) => toEntries(key, content, construct.origin))]
  }
  return [{ kind: 'field', key, value: toDocument(value, origin), origin: originOf(value, origin) }]
}

/** A field whose name is a value; under a condition when its content is conditional. */
const keyedEntries = (key: ExpressionNode, content: unknown, origin: Origin): EntryNode[] => {
  if (content === undefined) return []
  const construct = constructOf(content)
  if (construct?.kind === 'conditional' || construct?.kind === 'presence') {
    return [structureOf(construct, (inner) => keyedEntries(key, inner, origin))]
  }
  return [{ kind: 'field', key, value: toDocument(content, origin), origin }]
}

/** The items of a list. */
export const itemsOf = (values: readonly unknown[], origin: Origin): ItemNode[] =>
  values.flatMap((value) => toItems(value, origin))

const toItems = (value: unknown, origin: Origin): ItemNode[] => {
  if (value === undefined) return []
  const construct = constructOf(value)
  switch (construct?.kind) {
    case 'conditional':
    case 'presence':
    case 'loop':
      return [structureOf(construct, toItems)]
    case 'spread':
      return [{ kind: 'spread', expression: construct.expression, origin: construct.origin }]
    default:
      return [{ kind: 'element', value: toDocument(value, origin), origin: originOf(value, origin) }]
  }
}

/** A condition or loop as a node whose children are placed by `place`. */
export const structureOf = <Child>(
  construct: Conditional | Presence | Loop,
  place: (content: unknown, origin: Origin) => readonly Child[],
): StructureNode<Child> => {
  const { origin } = construct
  switch (construct.kind) {
    case 'conditional': {
      const { condition, body, otherwise } = construct
      return {
        kind: 'when',
        condition,
        body: place(body, origin),
        otherwise: place(otherwise, origin),
        origin,
      } satisfies WhenNode<Child>
    }
    case 'presence':
      return {
        kind: 'present',
        binding: construct.binding,
        body: place(construct.body, origin),
        origin,
      } satisfies PresentNode<Child>
    case 'loop':
      return { kind: 'loop', binding: construct.binding, body: place(construct.body, origin), origin }
  }
}

/** An expression knows its own place; plain objects and literals stand where the construct around them was written. */
const originOf = (value: unknown, origin: Origin): Origin => (isExpr(value) ? nodeOf(value).origin : origin)

/** The losing side leaves out what the winning side has, so that no key stands twice. */
const mergedFields = (
  { user, winner, origin }: MergeConstruct,
  fields: Readonly<Record<string, unknown>>,
): MappingNode => {
  const keys = Object.keys(fields)
  if (keys.some(isSpread)) {
    throw new BuildError(origin, 'the fixed part of merge(…) holds single fields: give one a condition with when(…)')
  }
  const userMap = exprOf<never>(user)
  if (winner === 'fixed') {
    const rest = nodeOf(omit(userMap, ...keys))
    return {
      kind: 'mapping',
      entries: [...entriesIn(fields, origin), { kind: 'spread', expression: rest, origin }],
      origin,
    }
  }
  const guarded = keys.map((key): EntryNode => {
    const condition = nodeOf(not(hasKey(userMap, key)))
    return { kind: 'when', condition, body: toEntries(key, fields[key], origin), otherwise: [], origin }
  })
  return { kind: 'mapping', entries: [...guarded, { kind: 'spread', expression: user, origin }], origin }
}

/** The keys of helpers are known only when Helm renders, so Helm merges. */
const mergedMappings = (
  { user, winner, origin }: MergeConstruct,
  mappings: readonly ExpressionNode[],
): DocumentNode => {
  const maps = winner === 'fixed' ? [...mappings, user] : [user, ...mappings]
  const merged = nodeOf(mergeMaps(...maps.map((map) => exprOf<never>(map))))
  return { kind: 'value', expression: merged, origin }
}
