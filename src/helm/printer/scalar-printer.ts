import type { ExpressionNode } from '../node/expression-node.js'
import type { Types } from '../transform/types.js'
import type { ActionPrinter } from './action-printer.js'
import { yamlString } from './quoting.js'
import type { Scope } from './scope.js'

/** Prints the scalars of a document: keys and values, quoted unless they read as strings without. */
export class ScalarPrinter {
  readonly #types: Types
  readonly #actions: ActionPrinter

  constructor(types: Types, actions: ActionPrinter) {
    this.#types = types
    this.#actions = actions
  }

  /** A scalar of YAML: a literal, or what an action prints. */
  value(node: ExpressionNode, scope: Scope): string {
    if (node.kind === 'literal') return typeof node.value === 'string' ? yamlString(node.value) : String(node.value)
    return this.hole(node, scope)
  }

  /** What an action prints, also where a literal is no choice: as a key. */
  hole(node: ExpressionNode, scope: Scope): string {
    return this.#plainName(node, scope) ?? `{{ ${this.#actions.scalar(node, scope)} }}`
  }

  /**
   * `{{ include "fullname" . }}-ui`: a name followed by `-` and a letter is a string in every YAML version, and so is one that
   * starts with a letter and has a dot or dash.
   */
  #plainName(node: ExpressionNode, scope: Scope): string | undefined {
    if (node.kind !== 'text' || !node.parts.every((part) => this.#isPlain(part))) return undefined
    const [first, suffix] = node.parts
    const hasSuffix = typeof suffix === 'string' && /^-[a-z]/.test(suffix) && this.#types.of(node).kind === 'name'
    const hasPunctuation = node.parts.some((part) => typeof part === 'string' && /[.-]/.test(part))
    if (!hasSuffix && !(hasPunctuation && first !== undefined && this.#startsWithLetter(first))) return undefined
    return node.parts
      .map((part) => (typeof part === 'string' ? part : `{{ ${this.#actions.hole(part, scope, 'plain')} }}`))
      .join('')
  }

  /** A part that holds letters, digits, dots and dashes only, whatever the values are. */
  #isPlain(part: string | ExpressionNode): boolean {
    if (typeof part === 'string') return /^[A-Za-z0-9.-]*$/.test(part)
    const type = this.#types.of(part)
    if (type.kind === 'string') return type.choices?.every((choice) => /^[A-Za-z0-9.-]+$/.test(choice)) === true
    return type.kind === 'name' || type.kind === 'integer'
  }

  #startsWithLetter(part: string | ExpressionNode): boolean {
    if (typeof part === 'string') return /^[A-Za-z]/.test(part)
    const type = this.#types.of(part)
    return type.kind === 'string' && type.choices?.every((choice) => /^[A-Za-z]/.test(choice)) === true
  }
}
