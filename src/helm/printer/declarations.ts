import type { ExpressionNode, FoldNode, NamedNode } from '../node/expression-node.js'
import { type AnyNode, isDocument, visitDeep, visitExpressions } from '../transform/children.js'

/** What a template computes ahead of its use: `$name := …`, or a variable that a loop assigns to. */
export type Declaration = NamedNode | FoldNode

/** The declarations that some nodes need, inner ones first. */
export const declarationsIn = (roots: readonly (ExpressionNode | AnyNode)[]): readonly Declaration[] => {
  const found = new Set<Declaration>()
  const collect = (node: ExpressionNode): void =>
    visitDeep(node, (inner) => {
      if (inner.kind === 'named' || inner.kind === 'fold') found.add(inner)
    })
  for (const root of roots) {
    if (isNode(root)) visitExpressions(root, collect)
    else collect(root)
  }
  return [...found]
}

/** The names that declarations below some nodes will take. */
export const namesIn = (roots: readonly (ExpressionNode | AnyNode)[]): readonly string[] =>
  declarationsIn(roots).map(({ name }) => name)

const nodeKinds: ReadonlySet<string> = new Set<AnyNode['kind']>([
  'field',
  'element',
  'spread',
  'textLine',
  'when',
  'present',
  'loop',
  'assertion',
  'object',
])

const isNode = (root: ExpressionNode | AnyNode): root is AnyNode => isDocument(root) || nodeKinds.has(root.kind)
