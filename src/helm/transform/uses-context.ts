import type { ExpressionNode, HelperReference } from '../node/expression-node.js'
import { type AnyNode, isDocument, visitDeep, visitExpressions } from './children.js'

const known = new WeakMap<HelperReference, boolean>()

/** True when a helper needs Helm's own context (`.Values`, `.Release`, …) besides its arguments. */
export const usesContext = (helper: HelperReference): boolean => {
  const answer = known.get(helper)
  if (answer !== undefined) return answer
  let uses = false
  const look = (node: ExpressionNode): void =>
    visitDeep(node, (inner) => {
      if (inner.kind === 'values' || inner.kind === 'builtIn' || inner.kind === 'checksum') uses = true
      if (inner.kind === 'include' && usesContext(inner.helper)) uses = true
    })
  if (isDocument(helper.body)) visitExpressions(helper.body as AnyNode, look)
  else look(helper.body)
  known.set(helper, uses)
  return uses
}
