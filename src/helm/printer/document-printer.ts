import { BuildError } from '../node/build-error.js'
import type {
  DocumentNode,
  ElementNode,
  EntryNode,
  FieldNode,
  ItemNode,
  LineNode,
  SpreadNode,
  StructureNode,
  TextBlockNode,
  TextLineNode,
  WhenNode,
} from '../node/document-node.js'
import type { CallNode, ExpressionNode } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'
import { fitsInLine } from '../node/text-line.js'
import { isCollection } from '../node/value-type.js'
import { type Content, contentOf } from '../transform/plan-collections.js'
import type { Types } from '../transform/types.js'
import type { ActionPrinter } from './action-printer.js'
import { FlowPrinter } from './flow-printer.js'
import { escapeBeforeAction, escapeDelimiters, yamlKey, yamlString } from './quoting.js'
import type { Scope } from './scope.js'
import { StructurePrinter } from './structure-printer.js'
import type { TemplateWriter } from './template-writer.js'

const indentStep = 2

/** Conditions over many parts would not fit a line. */
const longestCondition = 120

type Child = EntryNode | ItemNode

/** A mapping or a list behind `key:` or `-`. */
interface Collection {
  readonly prefix: string
  readonly children: readonly Child[]
  /** How it is written when it has no content. */
  readonly empty: '{}' | '[]'
  readonly origin: Origin
  readonly indent: number
  readonly scope: Scope
}

/** Prints documents as block-style YAML. Indentation is a number here and nowhere else. */
export class DocumentPrinter {
  readonly #types: Types
  readonly #actions: ActionPrinter
  readonly #writer: TemplateWriter
  readonly #structures: StructurePrinter
  readonly #flow: FlowPrinter

  constructor(types: Types, actions: ActionPrinter, writer: TemplateWriter) {
    this.#types = types
    this.#actions = actions
    this.#writer = writer
    this.#structures = new StructurePrinter(types, actions, writer)
    this.#flow = new FlowPrinter(types, actions, writer, this.#structures)
  }

  /** The fields of a whole object, at the left margin. */
  entries(entries: readonly EntryNode[], indent: number, scope: Scope): void {
    for (const entry of joinConditions(entries.map(splitChoice), this.#actions, scope)) {
      if (entry.kind === 'field') this.#field(entry, indent, scope)
      else if (entry.kind === 'spread') this.#spread(entry, indent, scope)
      else this.#structures.print(entry, indent, scope, (inner, innerScope) => this.entries(inner, indent, innerScope))
    }
  }

  /** Lines of text. `encoding` as in `ActionPrinter.hole`. */
  textLines(lines: readonly LineNode[], indent: number, scope: Scope, encoding: 'plain' | 'json'): void {
    for (const line of lines) {
      if (line.kind === 'textLine') {
        this.#writer.line(indent, this.#textLine(line, scope, encoding), line.origin)
      } else {
        this.#structures.print(line, indent, scope, (inner, innerScope) =>
          this.textLines(inner, indent, innerScope, encoding),
        )
      }
    }
  }

  #items(items: readonly ItemNode[], indent: number, scope: Scope): void {
    for (const item of joinConditions(items, this.#actions, scope)) {
      if (item.kind === 'element') this.#element(item, indent, scope)
      else if (item.kind === 'spread') this.#spread(item, indent, scope)
      else this.#structures.print(item, indent, scope, (inner, innerScope) => this.#items(inner, indent, innerScope))
    }
  }

  #field({ key, value, origin }: FieldNode, indent: number, scope: Scope): void {
    const printedKey = typeof key === 'string' ? yamlKey(key) : `{{ ${this.#actions.scalar(key, scope)} }}`
    this.#value(`${printedKey}:`, value, origin, indent, scope)
  }

  /** `prefix value` on one line, or `prefix` with the value in the lines below. */
  #value(prefix: string, value: DocumentNode, origin: Origin, indent: number, scope: Scope): void {
    switch (value.kind) {
      case 'value':
        return this.#expression(prefix, value.expression, origin, indent, scope)
      case 'textBlock':
        return this.#textBlock(prefix, value, indent, scope)
      case 'mapping':
        return this.#collection({ prefix, children: value.entries, empty: '{}', origin, indent, scope })
      case 'sequence':
        return this.#collection({ prefix, children: value.items, empty: '[]', origin, indent, scope })
    }
  }

  #expression(prefix: string, node: ExpressionNode, origin: Origin, indent: number, scope: Scope): void {
    if (isCollection(this.#types.of(node))) {
      if (prefix === '-') {
        return this.#writer.line(indent, `- {{- ${this.#wholeAction(node, indent + indentStep, scope)} }}`, node.origin)
      }
      this.#writer.line(indent, prefix, origin)
      return this.#wholeValue(node, indent + indentStep, scope)
    }
    this.#writer.line(indent, `${prefix} ${this.#scalar(node, scope)}`, node.origin)
  }

  #scalar(node: ExpressionNode, scope: Scope): string {
    if (node.kind === 'literal') return typeof node.value === 'string' ? yamlString(node.value) : String(node.value)
    return this.#plainName(node, scope) ?? `{{ ${this.#actions.scalar(node, scope)} }}`
  }

  /** `{{ include "fullname" . }}-ui`: a name followed by `-` and a letter is a string in every YAML version. */
  #plainName(node: ExpressionNode, scope: Scope): string | undefined {
    if (node.kind !== 'text' || this.#types.of(node).kind !== 'name') return undefined
    // What stands before a literal is a hole: neighbouring literals are one.
    const suffix = node.parts[1]
    if (typeof suffix !== 'string' || !/^-[a-z]/.test(suffix)) return undefined
    return node.parts
      .map((part) => (typeof part === 'string' ? part : `{{ ${this.#actions.hole(part, scope, 'plain')} }}`))
      .join('')
  }

  /** A user's map or list, or the mapping of a helper, as it is. */
  #wholeValue(node: ExpressionNode, indent: number, scope: Scope): void {
    this.#writer.action(indent, this.#wholeAction(node, indent, scope), node.origin)
  }

  #wholeAction(node: ExpressionNode, indent: number, scope: Scope): string {
    const source =
      node.kind === 'include' ? this.#actions.action(node, scope) : `toYaml ${this.#actions.word(node, scope)}`
    return `${source} | nindent ${indent}`
  }

  #spread({ expression, origin }: SpreadNode, indent: number, scope: Scope): void {
    if (expression.kind === 'include') return this.#wholeValue(expression, indent, scope)
    this.#writer.action(indent, `with ${this.#actions.action(expression, scope)}`, origin)
    this.#writer.action(indent, `toYaml . | nindent ${indent}`, origin)
    this.#writer.action(indent, 'end', origin)
  }

  #collection(collection: Collection): void {
    const { prefix, children, empty, origin, indent, scope } = collection
    const content = this.#contentOf(children, scope)
    if (content === 'always') return this.#filled(collection)
    if (content === 'never') return this.#writer.line(indent, `${prefix} ${empty}`, origin)
    this.#writer.line(indent, prefix, origin)
    if (content !== 'unknown') return this.#guarded(collection, content)
    this.#flow.collection(children, empty, indent + indentStep, scope, origin)
  }

  #filled({ prefix, children, empty, origin, indent, scope }: Collection): void {
    if (prefix === '-' && !startsWithAction(children[0])) this.#writer.dash()
    else this.#writer.line(indent, prefix, origin)
    this.#children(children, empty, indent + indentStep, scope)
  }

  /** A key over nothing would read as null, so a collection that may be empty gets an `else` with `{}` or `[]`. */
  #guarded({ children, empty, origin, indent, scope }: Collection, content: ExpressionNode): void {
    const inner = indent + indentStep
    const only = children.length === 1 ? children[0] : undefined
    if (only?.kind === 'spread') return this.#wholeValue(only.expression, inner, scope)
    const guard: WhenNode<Child> = { kind: 'when', condition: content, body: children, otherwise: [], origin }
    const structure = only !== undefined && this.#canHoldElse(only) ? only : guard
    this.#structures.print<Child>(
      structure,
      inner,
      scope,
      (nodes, nodeScope) => this.#children(nodes, empty, inner, nodeScope),
      empty,
    )
  }

  /** A lone loop or condition can carry the `else` itself. */
  #canHoldElse(only: Child): only is Child & StructureNode<Child> {
    if (only.kind === 'loop') return true
    return only.kind === 'when' && only.otherwise.length === 0 && contentOf(only.body, this.#types) === 'always'
  }

  #children(children: readonly Child[], empty: '{}' | '[]', indent: number, scope: Scope): void {
    if (empty === '{}') this.entries(children as readonly EntryNode[], indent, scope)
    else this.#items(children as readonly ItemNode[], indent, scope)
  }

  /** What an `if` around this place has asked already need not be asked again, and what fills a line is no answer. */
  #contentOf(children: readonly Child[], scope: Scope): Content {
    const content = contentOf(children, this.#types)
    if (typeof content === 'string') return content
    const condition = this.#actions.condition(content, scope)
    if (scope.knows(condition)) return 'always'
    return condition.length > longestCondition ? 'unknown' : content
  }

  #element({ value, origin }: ElementNode, indent: number, scope: Scope): void {
    this.#value('-', value, origin, indent, scope)
  }

  #textBlock(prefix: string, { lines, origin }: TextBlockNode, indent: number, scope: Scope): void {
    if (lines.length === 0) return this.#writer.line(indent, `${prefix} ""`, origin)
    // The explicit indentation keeps leading blanks of the first line, whichever line that turns out to be.
    const indicator = mayStartWithBlank(lines) ? `|${indentStep}` : '|'
    this.#writer.line(indent, `${prefix} ${indicator}`, origin)
    this.textLines(lines, indent + indentStep, scope, 'json')
  }

  #textLine({ parts, origin }: TextLineNode, scope: Scope, encoding: 'plain' | 'json'): string {
    return parts
      .map((part, index) => {
        if (typeof part === 'object') return `{{ ${this.#actions.hole(part, scope, encoding)} }}`
        if (!fitsInLine(part)) throw new BuildError(origin, 'a line of text holds a control character')
        return typeof parts[index + 1] === 'object' ? escapeBeforeAction(part) : escapeDelimiters(part)
      })
      .join('')
  }
}

/** A template action cannot stand behind a dash. */
const startsWithAction = (child: EntryNode | ItemNode | undefined): boolean =>
  child?.kind !== 'element' && (child?.kind !== 'field' || splitChoice(child).kind !== 'field')

/** True when the first line that Helm prints may be indented. A structure may print nothing, so the next line counts too. */
const mayStartWithBlank = (lines: readonly LineNode[]): boolean => {
  for (const line of lines) {
    if (line.kind === 'textLine') {
      if (line.parts.length === 0) continue
      // A hole may be empty, and then what follows it starts the line.
      return typeof line.parts[0] !== 'string' || /^\s/.test(line.parts[0])
    }
    const branches = line.kind === 'when' ? [line.body, line.otherwise] : [line.body]
    if (branches.some(mayStartWithBlank)) return true
  }
  return false
}

/** A field whose value is one of two expressions reads better as `if … else` around the field. */
const splitChoice = (entry: EntryNode): EntryNode => {
  if (entry.kind !== 'field' || entry.value.kind !== 'value') return entry
  const { expression } = entry.value
  if (expression.kind !== 'call' || expression.name !== 'iff') return entry
  const [condition, yes, no] = expression.args as [ExpressionNode, ExpressionNode, ExpressionNode]
  if (yes.kind === 'literal' && no.kind === 'literal') return entry
  const branch = (value: ExpressionNode): EntryNode =>
    splitChoice({ ...entry, value: { kind: 'value', expression: value, origin: value.origin } })
  return { kind: 'when', condition, body: [branch(yes)], otherwise: [branch(no)], origin: expression.origin }
}

/** Neighbours under the same condition share one `if`. */
const joinConditions = <Child extends EntryNode | ItemNode>(
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
