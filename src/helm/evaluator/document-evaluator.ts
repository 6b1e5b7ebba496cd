import type {
  DocumentNode,
  EntryNode,
  ItemNode,
  LineNode,
  StructureNode,
  TextBlockNode,
  TextLineNode,
} from '../node/document-node.js'
import { presentCondition } from '../transform/present-condition.js'
import type { Types } from '../transform/types.js'
import type { Environment, ExpressionEvaluator } from './expression-evaluator.js'
import { asMap, goJson, goText, isTruthy, sortedKeys } from './go-semantics.js'

/** Evaluates documents to plain objects, without a detour through text. */
export class DocumentEvaluator {
  readonly #types: Types
  readonly #expressions: ExpressionEvaluator

  constructor(types: Types, expressions: ExpressionEvaluator) {
    this.#types = types
    this.#expressions = expressions
  }

  document(node: DocumentNode, environment: Environment): unknown {
    switch (node.kind) {
      case 'value':
        return this.#expressions.evaluate(node.expression, environment)
      case 'mapping':
        return this.mapping(node.entries, environment)
      case 'sequence':
        return node.items.flatMap((item) => this.#item(item, environment))
      case 'textBlock':
        return this.textBlock(node, environment, 'json')
    }
  }

  mapping(entries: readonly EntryNode[], environment: Environment): Record<string, unknown> {
    const pairs = entries.flatMap((entry) => this.#entry(entry, environment))
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
  }

  /** The lines with one line break at the end, as YAML's `|` keeps it; an empty text when nothing is left. */
  textBlock({ lines }: TextBlockNode, environment: Environment, encoding: 'plain' | 'json'): string {
    const text = lines
      .flatMap((line) => this.#line(line, environment, encoding))
      .join('\n')
      .replace(/\n+$/, '')
    return text === '' ? '' : `${text}\n`
  }

  #entry(entry: EntryNode, environment: Environment): [string, unknown][] {
    switch (entry.kind) {
      case 'field': {
        const key = typeof entry.key === 'string' ? entry.key : this.#expressions.evaluate(entry.key, environment)
        return [[String(key), this.document(entry.value, environment)]]
      }
      case 'spread':
        return Object.entries(asMap(this.#expressions.evaluate(entry.expression, environment)))
      default:
        return this.#structure(entry, environment, (child, inner) => this.#entry(child, inner))
    }
  }

  #item(item: ItemNode, environment: Environment): unknown[] {
    switch (item.kind) {
      case 'element':
        return [this.document(item.value, environment)]
      case 'spread': {
        const items = this.#expressions.evaluate(item.expression, environment)
        return Array.isArray(items) ? items : []
      }
      default:
        return this.#structure(item, environment, (child, inner) => this.#item(child, inner))
    }
  }

  #line(line: LineNode, environment: Environment, encoding: 'plain' | 'json'): string[] {
    if (line.kind === 'textLine') return [this.#textLine(line, environment, encoding)]
    return this.#structure(line, environment, (child, inner) => this.#line(child, inner, encoding))
  }

  #textLine({ parts }: TextLineNode, environment: Environment, encoding: 'plain' | 'json'): string {
    return parts
      .map((part) => {
        if (typeof part === 'string') return part
        const value = this.#expressions.evaluate(part, environment)
        return encoding === 'json' && this.#types.needsJson(part) ? goJson(value) : goText(value)
      })
      .join('')
  }

  #structure<Child, Result>(
    node: StructureNode<Child>,
    environment: Environment,
    evaluate: (child: Child, environment: Environment) => readonly Result[],
  ): Result[] {
    switch (node.kind) {
      case 'when': {
        const holds = isTruthy(this.#expressions.evaluate(node.condition, environment))
        return (holds ? node.body : node.otherwise).flatMap((child) => evaluate(child, environment))
      }
      case 'present': {
        const condition = presentCondition(node.binding, this.#types)
        if (!isTruthy(this.#expressions.evaluate(condition, environment))) return []
        const value = this.#expressions.evaluate(node.binding.subject, environment)
        const inner = environment.with(node.binding, value)
        return node.body.flatMap((child) => evaluate(child, inner))
      }
      case 'loop': {
        const subject = this.#expressions.evaluate(node.binding.subject, environment)
        const pairs: readonly (readonly [unknown, unknown])[] = Array.isArray(subject)
          ? subject.map((value, index) => [index, value] as const)
          : sortedKeys(asMap(subject)).map((key) => [key, asMap(subject)[key]] as const)
        return pairs.flatMap(([key, value]) => {
          const inner = environment.with(node.binding, value, key)
          return node.body.flatMap((child) => evaluate(child, inner))
        })
      }
    }
  }
}
