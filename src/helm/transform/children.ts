import type { DocumentNode, EntryNode, ItemNode, LineNode, StructureNode } from '../node/document-node.js'
import type { Binding, ExpressionNode } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'

/** The expressions directly inside an expression. What a variable stands for is outside: at its loop or `present`. */
export const operandsOf = (node: ExpressionNode): readonly ExpressionNode[] => {
  switch (node.kind) {
    case 'literal':
    case 'values':
    case 'builtIn':
    case 'variable':
    case 'parameter':
    case 'checksum':
      return []
    case 'member':
      return [node.object]
    case 'call':
      return node.args
    case 'text':
      return node.parts.map((part) => expressionOf(part, node.origin))
    case 'include':
      return Object.values(node.args)
    case 'named':
      return [node.expression]
  }
}

/** A constant part of a text as an expression, so that visitors see every text of a chart. */
const expressionOf = (part: string | ExpressionNode, origin: Origin): ExpressionNode =>
  typeof part === 'string' ? { kind: 'literal', value: part, origin } : part

export type AnyNode = DocumentNode | EntryNode | ItemNode | LineNode

/** What a visitor learns about an expression's place. */
export interface Place {
  /** Loops and `present` blocks around the expression. */
  readonly bindings: readonly Binding[]
  /** True where an absent value means something: as the value of a field, and where its presence is the question. */
  readonly mayBeAbsent: boolean
}

/** Calls `visit` for every expression of a document that stands on its own, in the order of the text. */
export const visitExpressions = (
  node: AnyNode,
  visit: (expression: ExpressionNode, place: Place) => void,
  bindings: readonly Binding[] = [],
): void => {
  const other: Place = { bindings, mayBeAbsent: false }
  const inside = (children: readonly AnyNode[], scope = bindings) => {
    for (const child of children) visitExpressions(child, visit, scope)
  }
  switch (node.kind) {
    case 'value':
    case 'spread':
      return visit(node.expression, other)
    case 'mapping':
      return inside(node.entries)
    case 'sequence':
      return inside(node.items)
    case 'textBlock':
      return inside(node.lines)
    case 'field':
      visit(expressionOf(node.key, node.origin), other)
      if (node.value.kind === 'value') return visit(node.value.expression, { bindings, mayBeAbsent: true })
      return inside([node.value])
    case 'element':
      return inside([node.value])
    case 'textLine':
      for (const part of node.parts) visit(expressionOf(part, node.origin), other)
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
      visit(node.condition, { bindings, mayBeAbsent: false })
      inside(node.body)
      return inside(node.otherwise)
    case 'present':
      visit(node.binding.subject, { bindings, mayBeAbsent: true })
      return inside(node.body, [...bindings, node.binding])
    case 'loop': {
      const scope = [...bindings, node.binding]
      visit(node.binding.subject, { bindings, mayBeAbsent: false })
      // The variable too, even when the body never uses it: its type says whether there is anything to loop over.
      const { binding, origin } = node
      visit({ kind: 'variable', binding, part: 'value', origin }, { bindings: scope, mayBeAbsent: false })
      return inside(node.body, scope)
    }
  }
}
