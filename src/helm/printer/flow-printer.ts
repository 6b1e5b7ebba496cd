import { BuildError } from '../node/build-error.js'
import type { DocumentNode, EntryNode, ItemNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'
import { isCollection } from '../node/value-type.js'
import type { Types } from '../transform/types.js'
import type { ActionPrinter } from './action-printer.js'
import { escapeDelimiters, goLiteral } from './quoting.js'
import type { Scope } from './scope.js'
import type { StructurePrinter } from './structure-printer.js'
import type { TemplateWriter } from './template-writer.js'

type Child = EntryNode | ItemNode

/**
 * Prints collections whose emptiness only rendering can tell, as `[ … ]` or `{ … }` over several lines. A comma after
 * the last item is valid YAML, so every item can bring its own.
 */
export class FlowPrinter {
  readonly #types: Types
  readonly #actions: ActionPrinter
  readonly #writer: TemplateWriter
  readonly #structures: StructurePrinter

  constructor(types: Types, actions: ActionPrinter, writer: TemplateWriter, structures: StructurePrinter) {
    this.#types = types
    this.#actions = actions
    this.#writer = writer
    this.#structures = structures
  }

  collection(
    children: readonly Child[],
    empty: '{}' | '[]',
    indent: number,
    scope: Scope,
    origin: Origin,
    before = '',
    after = '',
  ): void {
    if (children.length === 0) return this.#writer.line(indent, `${before}${empty}${after}`, origin)
    this.#writer.line(indent, `${before}${empty[0]}`, origin)
    this.#children(children, indent + 2, scope)
    this.#writer.line(indent, `${empty[1]}${after}`, origin)
  }

  #children(children: readonly Child[], indent: number, scope: Scope): void {
    for (const child of children) {
      switch (child.kind) {
        case 'field':
          this.#document(`${this.#key(child.key, scope)}: `, child.value, indent, scope)
          break
        case 'element':
          this.#document('', child.value, indent, scope)
          break
        case 'spread':
          this.#spread(child.expression, indent, scope)
          break
        default:
          this.#structures.print<Child>(child as never, indent, scope, (inner, innerScope) =>
            this.#children(inner, indent, innerScope),
          )
      }
    }
  }

  #document(before: string, node: DocumentNode, indent: number, scope: Scope): void {
    switch (node.kind) {
      case 'value':
        return this.#writer.line(indent, `${before}${this.#scalar(node.expression, scope)},`, node.origin)
      case 'mapping':
        return this.collection(node.entries, '{}', indent, scope, node.origin, before, ',')
      case 'sequence':
        return this.collection(node.items, '[]', indent, scope, node.origin, before, ',')
      case 'textBlock':
        throw new BuildError(node.origin, 'lines of text cannot stand in a list or map whose items are all conditional')
    }
  }

  #key(key: string | ExpressionNode, scope: Scope): string {
    return typeof key === 'string' ? escapeDelimiters(goLiteral(key)) : `{{ ${this.#actions.scalar(key, scope)} }}`
  }

  #scalar(node: ExpressionNode, scope: Scope): string {
    if (node.kind === 'literal') return escapeDelimiters(goLiteral(node.value))
    const isWhole = isCollection(this.#types.of(node))
    return `{{ ${isWhole ? `toJson ${this.#actions.word(node, scope)}` : this.#actions.scalar(node, scope)} }}`
  }

  /** The items or entries of a user's collection, one by one. */
  #spread(node: ExpressionNode, indent: number, scope: Scope): void {
    const type = this.#types.of(node)
    const isList = type.kind === 'list'
    const source = node.kind === 'include' ? this.#actions.word(node, scope) : this.#actions.action(node, scope)
    this.#writer.action(indent, isList ? `range ${source}` : `range $key, $value := ${source}`, node.origin)
    this.#writer.line(indent, isList ? '{{ toJson . }},' : '{{ $key | quote }}: {{ toJson $value }},', node.origin)
    this.#writer.action(indent, 'end', node.origin)
  }
}
