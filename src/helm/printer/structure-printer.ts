import { BuildError } from '../node/build-error.js'
import type { ElementNode, ItemNode, StructureNode, WhenNode } from '../node/document-node.js'
import type { ExpressionNode, FoldNode, NamedNode } from '../node/expression-node.js'
import { type AnyNode, bindingsUsedBy, variablesIn } from '../transform/children.js'
import { presentCondition } from '../transform/present-condition.js'
import { isSameExpression } from '../transform/same-expression.js'
import type { Types } from '../transform/types.js'
import type { ActionPrinter } from './action-printer.js'
import { type Declaration, declarationsIn, namesIn } from './declarations.js'
import type { Scope } from './scope.js'
import type { TemplateWriter } from './template-writer.js'

type PrintChildren<Child> = (children: readonly Child[], scope: Scope) => void

/** Prints conditions and loops, the same in mappings, lists, text, rules and templates, and the variables that they need. */
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
  print<Child extends AnyNode>(
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
        const inner = (moves ? scope.within(node.binding) : scope.inside(node.binding)).assuming(condition)
        children(node.body, this.declare(node.body, indent, inner))
        return this.#end(indent, node, empty)
      }
      case 'loop': {
        const { binding } = node
        const inner = scope.looping(binding, namesIn(node.body))
        const names = inner.variables(binding)
        const usesKey =
          binding.shape === 'map' && variablesIn(node.body).some((one) => one.binding === binding && one.part === 'key')
        const variables = usesKey ? `$${names?.key}, $${names?.value}` : `$${names?.value}`
        this.#writer.action(indent, `range ${variables} := ${this.#actions.subject(binding.subject, scope)}`, origin)
        children(node.body, this.declare(node.body, indent, inner))
        return this.#end(indent, node, empty)
      }
    }
  }

  /**
   * Declares the variables that these nodes need, as far as the loops around this place give what they are made of, and returns
   * the scope with them. Those that depend on a loop further inside are declared there. One name for two meanings is a mistake.
   */
  declare(nodes: readonly (AnyNode | ExpressionNode)[], indent: number, scope: Scope): Scope {
    return declarationsIn(nodes)
      .filter((declaration) => scope.holds(bindingsUsedBy(declaration)))
      .reduce((inner, declaration) => {
        const { name, origin } = declaration
        const declared = inner.declaration(name)
        if (declared === undefined) {
          this.#declaration(declaration, indent, inner)
          return inner.declaring(name, declaration)
        }
        if (declared !== 'own' && isSameExpression(declared, declaration)) return inner
        throw new BuildError(origin, `the variable '${name}' stands for two expressions in one template`)
      }, scope)
  }

  #declaration(declaration: Declaration, indent: number, scope: Scope): void {
    if (declaration.kind === 'fold') return this.#fold(declaration, indent, scope)
    this.#writer.action(indent, `$${declaration.name} := ${this.#value(declaration, scope)}`, declaration.origin)
  }

  #value({ expression }: NamedNode, scope: Scope): string {
    const printed = this.#actions.subject(expression, scope)
    const isStoredInteger = this.#types.of(expression).kind === 'integer' && this.#types.isStored(expression)
    return isStoredInteger ? `${printed} | int64` : printed
  }

  #fold(node: FoldNode, indent: number, scope: Scope): void {
    const { name, operation, items, origin } = node
    const variable = `$${name}`
    const start = { sum: '0', greatest: '0', count: '0', any: 'false', all: 'true' }[operation]
    this.#writer.action(indent, `${variable} := ${start}`, origin)
    const step = (item: ElementNode, inner: Scope): string => {
      // Terms are values: `checkTerms` has seen to it.
      const term = item.value.kind === 'value' ? this.#actions.word(item.value.expression, inner) : ''
      switch (operation) {
        case 'sum':
          return `add ${variable} ${term}`
        case 'greatest':
          return `max ${variable} ${term}`
        case 'count':
          return `add ${variable} 1`
        case 'any':
          return `or ${variable} ${term}`
        case 'all':
          return `and ${variable} ${term}`
      }
    }
    const print = (children: readonly ItemNode[], inner: Scope): void => {
      for (const child of children) {
        if (child.kind === 'element') this.#writer.action(indent, `${variable} = ${step(child, inner)}`, child.origin)
        else if (child.kind !== 'spread') this.print<ItemNode>(child, indent, inner, print)
      }
    }
    print(items, scope.declaring(name, node))
  }

  #when<Child extends AnyNode>(
    node: WhenNode<Child>,
    indent: number,
    scope: Scope,
    children: PrintChildren<Child>,
    empty: string | undefined,
  ): void {
    const condition = this.#actions.condition(node.condition, scope)
    if (node.body.length === 0) {
      // Only the other branch has content.
      this.#writer.action(indent, `if not ${this.#actions.conditionWord(node.condition, scope)}`, node.origin)
      children(node.otherwise, scope)
      return this.#end(indent, node, empty)
    }
    this.#writer.action(indent, `if ${condition}`, node.origin)
    children(node.body, assuming(node.condition, scope))
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

  #end(indent: number, { origin }: { readonly origin: WhenNode<unknown>['origin'] }, empty?: string): void {
    if (empty !== undefined) {
      this.#writer.action(indent, 'else', origin)
      this.#writer.line(indent, empty, origin)
    }
    this.#writer.action(indent, 'end', origin)
  }
}

/** Inside the `if`, the condition is known, and so is what its name stands for. */
const assuming = (node: ExpressionNode, scope: Scope): Scope => {
  const inner = scope.assuming(node)
  return node.kind === 'named' ? inner.assuming(node.expression) : inner
}

/** The condition that makes up a whole `else` branch: printed as `else if`. */
const onlyCondition = <Child extends AnyNode>(children: readonly Child[]): WhenNode<Child> | undefined => {
  const [only] = children as readonly { readonly kind?: string; readonly condition?: { readonly kind: string } }[]
  if (children.length !== 1 || only?.kind !== 'when' || only.condition?.kind === 'literal') return undefined
  return only as WhenNode<Child>
}
