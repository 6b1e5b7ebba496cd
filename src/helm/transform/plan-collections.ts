import type { EntryNode, ItemNode } from '../node/document-node.js'
import type { CallNode, ExpressionNode } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'
import { presentCondition } from './present-condition.js'
import type { Types } from './types.js'

/**
 * When a collection has content. A key over an empty block would read as null, so the printer must know:
 * - `always`, `never`: known when the chart is built;
 * - an expression: true at render time exactly when there is content;
 * - `unknown`: only rendering tells, for example a loop whose items are conditional.
 */
export type Content = 'always' | 'never' | 'unknown' | ExpressionNode

export const contentOf = (children: readonly (EntryNode | ItemNode)[], types: Types): Content =>
  children.map((child) => contentOfChild(child, types)).reduce<Content>(either, 'never')

const contentOfChild = (child: EntryNode | ItemNode, types: Types): Content => {
  switch (child.kind) {
    case 'field':
    case 'element':
      return 'always'
    case 'spread':
      return child.expression.kind === 'include' ? 'always' : filled(child.expression, child.origin)
    case 'when': {
      const body = contentOf(child.body, types)
      const otherwise = contentOf(child.otherwise, types)
      if (body === 'always' && otherwise === 'always') return 'always'
      return either(both(child.condition, body), both(call('not', child.origin, child.condition), otherwise))
    }
    case 'present':
      return contentOf(child.body, types) === 'always' ? presentCondition(child.binding, types) : 'unknown'
    case 'loop':
      return contentOf(child.body, types) === 'always' ? filled(child.binding.subject, child.origin) : 'unknown'
  }
}

/** Inside `present` the collection is known to have content. */
const filled = (collection: ExpressionNode, origin: Origin): Content =>
  collection.kind === 'variable' && collection.binding.shape === 'present'
    ? 'always'
    : call('nonEmpty', origin, collection)

const both = (condition: ExpressionNode, content: Content): Content => {
  if (content === 'always') return condition
  return typeof content === 'string' ? content : call('and', condition.origin, condition, content)
}

const either = (a: Content, b: Content): Content => {
  if (a === 'always' || b === 'always') return 'always'
  if (a === 'unknown' || b === 'unknown') return 'unknown'
  if (a === 'never') return b
  return b === 'never' ? a : call('or', a.origin, ...alternativesOf(a), ...alternativesOf(b))
}

/** `or (or a b) c` reads better as `or a b c`. */
const alternativesOf = (node: ExpressionNode): readonly ExpressionNode[] =>
  node.kind === 'call' && node.name === 'or' ? node.args : [node]

const call = (name: CallNode['name'], origin: Origin, ...args: readonly ExpressionNode[]): CallNode => ({
  kind: 'call',
  name,
  args,
  origin,
})
