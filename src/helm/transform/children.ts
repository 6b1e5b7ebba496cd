import type { DocumentNode, EntryNode, ItemNode, LineNode, StructureNode } from '../node/document-node.js'
import type { Binding, ExpressionNode } from '../node/expression-node.js'

/** The expressions directly inside an expression. */
export const operandsOf = (node: ExpressionNode): readonly ExpressionNode[] => {
  switch (node.kind) {
    case 'literal':
    case 'values':
    case 'builtIn':
    case 'parameter':
    case 'checksum':
      return []
    case 'member':
      return [node.object]
    case 'variable':
      return [node.binding.subject]
    case 'call':
      return node.args
    case 'text':
      return node.parts.filter((part) => typeof part === 'object')
    case 'include':
      return Object.values(node.args)
    case 'named':
      return [node.expression]
  }
}

export type AnyNode = DocumentNode | EntryNode | ItemNode | LineNode

/** What a visitor learns about an expression's place. */
export interface Place {
  /** Loops and `present` blocks around the expression. */
  readonly bindings: readonly Binding[]
  /** `field`: the value of a field, which may be absent. `subject`: what a `present` tests. */
  readonly position: 'field' | 'subject' | 'other'
}

/** Calls `visit` for every expression of a document that stands on its own, in the order of the text. */
export const visitExpressions = (
  node: AnyNode,
  visit: (expression: ExpressionNode, place: Place) => void,
  bindings: readonly Binding[] = [],
): void => {
  const other: Place = { bindings, position: 'other' }
  const inside = (children: readonly AnyNode[], scope = bindings) => {
    for (const child of children) visitExpressions(child, visit, scope)
  }
  switch (node.kind) {
    case 'value':
      return visit(node.expression, other)
    case 'spread':
      return visit(node.expression, other)
    case 'mapping':
      return inside(node.entries)
    case 'sequence':
      return inside(node.items)
    case 'textBlock':
      return inside(node.lines)
    case 'field':
      if (typeof node.key === 'object') visit(node.key, other)
      if (node.value.kind === 'value') return visit(node.value.expression, { bindings, position: 'field' })
      return inside([node.value])
    case 'element':
      return inside([node.value])
    case 'textLine':
      for (const part of node.parts) if (typeof part === 'object') visit(part, other)
      return
    default:
      return visitStructure(node, visit, bindings, inside)
  }
}

const visitStructure = (
  node: StructureNode<AnyNode>,
  visit: (expression: ExpressionNode, place: Place) => void,
  bindings: readonly Binding[],
  inside: (children: readonly AnyNode[], scope?: readonly Binding[]) => void,
): void => {
  switch (node.kind) {
    case 'when':
      visit(node.condition, { bindings, position: 'other' })
      inside(node.body)
      return inside(node.otherwise)
    case 'present':
      visit(node.binding.subject, { bindings, position: 'subject' })
      return inside(node.body, [...bindings, node.binding])
    case 'loop': {
      const scope = [...bindings, node.binding]
      visit(node.binding.subject, { bindings, position: 'other' })
      // The variable too, even when the body never uses it: its type says whether there is anything to loop over.
      const { binding, origin } = node
      visit({ kind: 'variable', binding, part: 'value', origin }, { bindings: scope, position: 'other' })
      return inside(node.body, scope)
    }
  }
}
