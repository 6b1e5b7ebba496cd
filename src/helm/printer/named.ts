import type { DocumentNode } from '../node/document-node.js'
import type { ExpressionNode, NamedNode } from '../node/expression-node.js'
import { isDocument } from '../transform/check.js'
import { operandsOf, visitExpressions } from '../transform/children.js'

/** The named sub-expressions of a template, inner ones first: the variables at its top. */
export const namedIn = (...roots: readonly (ExpressionNode | DocumentNode)[]): readonly NamedNode[] => {
  const found = new Set<NamedNode>()
  const collect = (node: ExpressionNode): void => {
    for (const operand of operandsOf(node)) collect(operand)
    if (node.kind === 'named') found.add(node)
  }
  for (const root of roots) {
    if (isDocument(root)) visitExpressions(root, collect)
    else collect(root)
  }
  return [...found]
}
