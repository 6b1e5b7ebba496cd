import type {
  DocumentNode,
  EntryNode,
  ItemNode,
  LineNode,
  RuleNode,
  StructureNode,
  TemplateNode,
} from '../node/document-node.js'
import type { Binding, ExpressionNode, VariableNode } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'

/**
 * The expressions directly inside an expression. What a variable stands for is outside: at its loop or `present`. The items
 * of a fold are no operands, because they have variables of their own: `visitExpressions` looks at them.
 */
export const operandsOf = (node: ExpressionNode): readonly ExpressionNode[] => {
  switch (node.kind) {
    case 'literal':
    case 'values':
    case 'builtIn':
    case 'variable':
    case 'parameter':
    case 'checksum':
    case 'fold':
      return []
    case 'list':
      return node.items
    case 'dict':
      return node.entries.map(([, value]) => value)
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

export type AnyNode = DocumentNode | EntryNode | ItemNode | LineNode | RuleNode | TemplateNode

const documentKinds: ReadonlySet<string> = new Set(['value', 'mapping', 'sequence', 'textBlock'])

export const isDocument = (node: ExpressionNode | AnyNode): node is DocumentNode => documentKinds.has(node.kind)

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
    case 'assertion':
      for (const part of [node.key, node.refuses, node.problem, node.example]) visit(part, other)
      return
    case 'object':
      return inside([node.document])
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

/** Calls `visit` for an expression and everything inside it, inner ones first, the items of folds too. */
export const visitDeep = (node: ExpressionNode, visit: (inner: ExpressionNode) => void): void => {
  for (const operand of operandsOf(node)) visitDeep(operand, visit)
  if (node.kind === 'fold') for (const item of node.items) visitExpressions(item, (inner) => visitDeep(inner, visit))
  visit(node)
}

/** Every use of a variable in some nodes. */
export const variablesIn = (nodes: readonly AnyNode[]): readonly VariableNode[] => {
  const found: VariableNode[] = []
  const collect = (node: ExpressionNode): void =>
    visitDeep(node, (inner) => {
      if (inner.kind === 'variable') found.push(inner)
    })
  for (const node of nodes) visitExpressions(node, collect)
  return found
}

/** The loops and `present` blocks that an expression needs around it. */
export const bindingsUsedBy = (node: ExpressionNode): ReadonlySet<Binding> => {
  const used = new Set<Binding>()
  const own = new Set<Binding>()
  visitDeep(node, (inner) => {
    if (inner.kind === 'variable') used.add(inner.binding)
    if (inner.kind === 'fold') for (const binding of bindingsIn(inner.items)) own.add(binding)
  })
  return new Set([...used].filter((binding) => !own.has(binding)))
}

const bindingsIn = (nodes: readonly AnyNode[]): readonly Binding[] =>
  nodes.flatMap((node): readonly Binding[] => {
    if (node.kind === 'present' || node.kind === 'loop') return [node.binding, ...bindingsIn(node.body)]
    return node.kind === 'when' ? bindingsIn([...node.body, ...node.otherwise]) : []
  })
