import { describe } from '../expression/expr.js'
import { BuildError } from '../node/build-error.js'
import type { EntryNode, SpreadNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { type ChartParts, rootsOf } from './check.js'
import type { AnyNode } from './children.js'
import type { Types } from './types.js'

/** Fields that stand twice because one comes with an object that is spread, and such objects whose fields are not known. */
export const checkSpreads = (chart: ChartParts, types: Types): readonly BuildError[] =>
  rootsOf(chart).flatMap((root) => mistakesIn(root, types))

const mistakesIn = (node: AnyNode | ExpressionNode, types: Types): readonly BuildError[] => {
  const inside = childrenOf(node).flatMap((child) => mistakesIn(child, types))
  if (node.kind !== 'mapping') return inside
  const spreads = node.entries.flatMap(spreadsIn)
  const open = spreads.filter(({ expression }) => types.of(expression).kind !== 'object')
  const names = node.entries.flatMap((entry) => namesOf(entry, types))
  const twice = spreads.flatMap((spread) =>
    [...new Set(namesOf(spread, types))]
      .filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
      .map((name) => new BuildError(spread.origin, `the field '${name}' stands twice in one object`)),
  )
  return [...inside, ...open.map(openMistake), ...twice]
}

const openMistake = ({ expression, origin }: SpreadNode): BuildError =>
  new BuildError(origin, `the names of '${describe(expression)}' are not known: put it into the object with merge(…)`)

const childrenOf = (node: AnyNode | ExpressionNode): readonly AnyNode[] => {
  switch (node.kind) {
    case 'mapping':
      return node.entries
    case 'sequence':
      return node.items
    case 'field':
    case 'element':
      return [node.value]
    case 'object':
      return [node.document]
    case 'when':
      return [...node.body, ...node.otherwise]
    case 'present':
    case 'loop':
      return node.body
    default:
      return []
  }
}

const spreadsIn = (entry: EntryNode): readonly SpreadNode[] => {
  if (entry.kind === 'spread') return entry.isClosed === true ? [entry] : []
  return entry.kind === 'field' ? [] : (childrenOf(entry) as readonly EntryNode[]).flatMap(spreadsIn)
}

/** The fixed names that an entry brings; what stands in both branches of a condition counts once. */
const namesOf = (entry: EntryNode, types: Types): readonly string[] => {
  switch (entry.kind) {
    case 'field':
      return typeof entry.key === 'string' ? [entry.key] : []
    case 'spread': {
      const type = types.of(entry.expression)
      return type.kind === 'object' ? Object.keys(type.properties) : []
    }
    case 'when': {
      const [yes, no] = [entry.body, entry.otherwise].map((body) => body.flatMap((inner) => namesOf(inner, types)))
      return [...(yes ?? []), ...(no ?? []).filter((name) => yes?.includes(name) !== true)]
    }
    case 'present':
    case 'loop':
      return entry.body.flatMap((inner) => namesOf(inner, types))
  }
}
