import type { StructureNode, WhenNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { presentCondition } from '../transform/present-condition.js'
import type { Types } from '../transform/types.js'
import type { ActionPrinter } from './action-printer.js'
import type { Scope } from './scope.js'
import type { TemplateWriter } from './template-writer.js'

type PrintChildren<Child> = (children: readonly Child[], scope: Scope) => void

/** Prints conditions and loops: the same in mappings, lists and text. */
export class StructurePrinter {
  readonly #types: Types
  readonly #actions: ActionPrinter
  readonly #writer: TemplateWriter

  constructor(types: Types, actions: ActionPrinter, writer: TemplateWriter) {
    this.#types = types
    this.#actions = actions
    this.#writer = writer
  }

  /** `empty` is what to print when there is no content, for collections that consist of this structure alone. */
  print<Child>(
    node: StructureNode<Child>,
    indent: number,
    scope: Scope,
    children: PrintChildren<Child>,
    empty?: string,
  ): void {
    const { origin } = node
    switch (node.kind) {
      case 'when':
        if (node.condition.kind === 'literal') return children(node.body, scope)
        return this.#when(node, indent, scope, children, empty)
      case 'present': {
        const condition = presentCondition(node.binding, this.#types)
        const moves = condition.name === 'nonEmpty'
        this.#writer.action(indent, `${moves ? 'with' : 'if'} ${this.#actions.condition(condition, scope)}`, origin)
        children(node.body, moves ? scope.within(node.binding) : scope)
        return this.#end(indent, node, empty)
      }
      case 'loop': {
        const inner = scope.looping(node.binding)
        const name = inner.variable(node.binding)
        const variables = node.binding.shape === 'map' ? `$${name}Key, $${name}` : `$${name}`
        this.#writer.action(
          indent,
          `range ${variables} := ${this.#actions.action(node.binding.subject, scope)}`,
          origin,
        )
        children(node.body, inner)
        return this.#end(indent, node, empty)
      }
    }
  }

  #when<Child>(
    node: WhenNode<Child>,
    indent: number,
    scope: Scope,
    children: PrintChildren<Child>,
    empty: string | undefined,
  ): void {
    const condition = this.#actions.condition(node.condition, scope)
    this.#writer.action(indent, `if ${condition}`, node.origin)
    children(node.body, this.#assuming(node.condition, condition, scope))
    let rest = node.otherwise
    for (let next = onlyCondition(rest); next !== undefined; next = onlyCondition(rest)) {
      this.#writer.action(indent, `else if ${this.#actions.condition(next.condition, scope)}`, next.origin)
      children(next.body, scope)
      rest = next.otherwise
    }
    if (rest.length > 0) {
      this.#writer.action(indent, 'else', node.origin)
      children(rest, scope)
      return this.#end(indent, node)
    }
    this.#end(indent, node, empty)
  }

  /** Inside the `if`, the condition is known, and so is what its name stands for. */
  #assuming(node: ExpressionNode, printed: string, scope: Scope): Scope {
    const inner = scope.assuming(printed)
    return node.kind === 'named' ? inner.assuming(this.#actions.condition(node.expression, scope)) : inner
  }

  #end(indent: number, { origin }: { readonly origin: WhenNode<unknown>['origin'] }, empty?: string): void {
    if (empty !== undefined) {
      this.#writer.action(indent, 'else', origin)
      this.#writer.line(indent, empty, origin)
    }
    this.#writer.action(indent, 'end', origin)
  }
}

/** The condition that makes up a whole `else` branch: printed as `else if`. */
const onlyCondition = <Child>(children: readonly Child[]): WhenNode<Child> | undefined => {
  const [only] = children as readonly { readonly kind?: string; readonly condition?: { readonly kind: string } }[]
  if (children.length !== 1 || only?.kind !== 'when' || only.condition?.kind === 'literal') return undefined
  return only as WhenNode<Child>
}
