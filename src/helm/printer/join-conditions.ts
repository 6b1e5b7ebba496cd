import type { EntryNode, ItemNode, WhenNode } from '../node/document-node.js'
import type { CallNode, ExpressionNode } from '../node/expression-node.js'
import type { ActionPrinter } from './action-printer.js'
import type { Scope } from './scope.js'

/** A field whose value is one of two expressions reads better as `if … else` around the field. */
export const splitChoice = (entry: EntryNode): EntryNode => {
  if (entry.kind !== 'field' || entry.value.kind !== 'value') return entry
  const { expression } = entry.value
  if (expression.kind !== 'call' || expression.name !== 'ternary') return entry
  const [condition, yes, no] = expression.args as [ExpressionNode, ExpressionNode, ExpressionNode]
  if (yes.kind === 'literal' && no.kind === 'literal') return entry
  const branch = (value: ExpressionNode): EntryNode =>
    splitChoice({ ...entry, value: { kind: 'value', expression: value, origin: value.origin } })
  return { kind: 'when', condition, body: [branch(yes)], otherwise: [branch(no)], origin: expression.origin }
}

/** Neighbours under the same condition share one `if`. */
export const joinConditions = <Child extends EntryNode | ItemNode>(
  children: readonly Child[],
  actions: ActionPrinter,
  scope: Scope,
): readonly Child[] => {
  const joined: Child[] = []
  for (const child of children) {
    const last = joined.at(-1)
    if (isPlainWhen(last) && isPlainWhen(child)) {
      const [a, b] = [last, child].map(({ condition }) => actions.condition(condition as CallNode, scope))
      if (a === b) {
        joined[joined.length - 1] = { ...last, body: [...last.body, ...child.body] } as unknown as Child
        continue
      }
    }
    joined.push(child)
  }
  return joined
}

const isPlainWhen = (child: EntryNode | ItemNode | undefined): child is WhenNode<EntryNode> =>
  child?.kind === 'when' && child.otherwise.length === 0
