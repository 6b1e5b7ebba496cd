import type { DocumentNode, EntryNode, ItemNode } from '../node/document-node.js'
import type { CallNode, ExpressionNode } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'
import type { ValueType } from '../node/value-type.js'
import { isDocument } from './children.js'
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

/** When a whole document, such as the body of a helper, has content. */
export const contentOfDocument = (node: DocumentNode, types: Types): Content => {
  switch (node.kind) {
    case 'mapping':
      return contentOf(node.entries, types)
    case 'sequence':
      return node.isFilled === true ? 'always' : contentOf(node.items, types)
    case 'value':
      return contentOfExpression(node.expression, node.origin, types)
    case 'textBlock':
      return 'always'
  }
}

/** When a list or map that is given as a whole has content. */
export const contentOfExpression = (node: ExpressionNode, origin: Origin, types: Types): Content => {
  // What a condition of a helper asks about cannot be asked outside.
  if (node.kind === 'include')
    return contentOfHelper(node.helper.body, origin, types) === 'always' ? 'always' : 'unknown'
  if (node.kind === 'list') return node.items.length > 0 ? 'always' : 'never'
  if (node.kind === 'call' && node.name === 'mergeMaps') {
    const isFilled = node.args.some((arg) => contentOfExpression(arg, origin, types) === 'always')
    if (isFilled) return 'always'
  }
  // Inside `present` the collection is known to have content.
  if (node.kind === 'variable' && node.binding.shape === 'present') return 'always'
  return hasFixedKey(types.of(node)) ? 'always' : call('nonEmpty', origin, node)
}

const contentOfHelper = (body: ExpressionNode | DocumentNode, origin: Origin, types: Types): Content =>
  isDocument(body) ? contentOfDocument(body, types) : contentOfExpression(body, origin, types)

const hasFixedKey = (type: ValueType): boolean =>
  type.kind === 'object' && Object.values(type.properties).some(({ optional }) => !optional)

const contentOfChild = (child: EntryNode | ItemNode, types: Types): Content => {
  switch (child.kind) {
    case 'field':
    case 'element':
      return 'always'
    case 'spread':
      return contentOfExpression(child.expression, child.origin, types)
    case 'when': {
      const body = contentOf(child.body, types)
      const otherwise = contentOf(child.otherwise, types)
      if (body === 'always' && otherwise === 'always') return 'always'
      return either(both(child.condition, body), both(call('not', child.origin, child.condition), otherwise))
    }
    case 'present':
      return contentOf(child.body, types) === 'always' ? presentCondition(child.binding, types) : 'unknown'
    case 'loop':
      return contentOf(child.body, types) === 'always'
        ? contentOfExpression(child.binding.subject, child.origin, types)
        : 'unknown'
  }
}

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

const call = (name: string, origin: Origin, ...args: readonly ExpressionNode[]): CallNode => ({
  kind: 'call',
  name,
  args,
  origin,
})
