import type {
  DocumentNode,
  EntryNode,
  FieldNode,
  ItemNode,
  LineNode,
  SequenceNode,
  SpreadNode,
  StructureNode,
  TextBlockNode,
  WhenNode,
} from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'
import { isCollection } from '../node/value-type.js'
import { type Content, contentOf, contentOfExpression } from '../transform/plan-collections.js'
import type { Types } from '../transform/types.js'
import type { ActionPrinter } from './action-printer.js'
import { namesIn } from './declarations.js'
import { includeText } from './include-text.js'
import { joinConditions, splitChoice } from './join-conditions.js'
import { yamlKey } from './quoting.js'
import { ScalarPrinter } from './scalar-printer.js'
import type { Scope } from './scope.js'
import type { StructurePrinter } from './structure-printer.js'
import type { TemplateWriter } from './template-writer.js'
import { mayStartWithBlank, TextPrinter } from './text-printer.js'

const indentStep = 2

/** A condition over many parts is harder to read than a variable that the items set. */
const longestCondition = 120

type Child = EntryNode | ItemNode

/** A mapping or a list behind `key:` or `-`. */
interface Collection {
  readonly prefix: string
  readonly children: readonly Child[]
  /** How it is written when it has no content. */
  readonly empty: '{}' | '[]'
  /** The author says that it has content. */
  readonly isFilled: boolean
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
  readonly #scalars: ScalarPrinter
  readonly #lines: TextPrinter

  constructor(types: Types, actions: ActionPrinter, writer: TemplateWriter, structures: StructurePrinter) {
    this.#types = types
    this.#actions = actions
    this.#writer = writer
    this.#structures = structures
    this.#scalars = new ScalarPrinter(types, actions)
    this.#lines = new TextPrinter(types, actions, writer, structures)
  }

  /** Lines of text. `encoding` as in `ActionPrinter.hole`. */
  textLines(lines: readonly LineNode[], indent: number, scope: Scope, encoding: 'plain' | 'json'): void {
    this.#lines.print(lines, indent, scope, encoding)
  }

  /** Fields of an object. `mark` is the variable that the first of them sets to false: the object is not empty. */
  entries(entries: readonly EntryNode[], indent: number, scope: Scope, mark?: string): void {
    const joined = joinConditions(entries.map(splitChoice), this.#actions, scope)
    this.#setMark(joined, indent, mark)
    for (const entry of joined) {
      if (entry.kind === 'field') this.#field(entry, indent, scope)
      else if (entry.kind === 'spread') this.#spread(entry, indent, scope, mark)
      else {
        this.#structures.print<EntryNode>(entry, indent, scope, (inner, innerScope) =>
          this.entries(inner, indent, innerScope, mark),
        )
      }
    }
  }

  /** Items of a list; `mark` as for `entries`. */
  items(items: readonly ItemNode[], indent: number, scope: Scope, mark?: string): void {
    const joined = joinConditions(items, this.#actions, scope)
    this.#setMark(joined, indent, mark)
    for (const item of joined) {
      if (item.kind === 'element') this.#value('-', item.value, item.origin, indent, scope)
      else if (item.kind === 'spread') this.#spread(item, indent, scope, mark)
      else {
        this.#structures.print<ItemNode>(item, indent, scope, (inner, innerScope) =>
          this.items(inner, indent, innerScope, mark),
        )
      }
    }
  }

  #setMark(children: readonly Child[], indent: number, mark: string | undefined): void {
    const first = children.find(({ kind }) => kind === 'field' || kind === 'element')
    if (mark !== undefined && first !== undefined) this.#writer.action(indent, `$${mark} = false`, first.origin)
  }

  #field({ key, value, origin }: FieldNode, indent: number, scope: Scope): void {
    const printedKey = typeof key === 'string' ? yamlKey(key) : this.#scalars.hole(key, scope)
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
        return this.#collection({
          prefix,
          children: value.entries,
          empty: '{}',
          isFilled: false,
          origin,
          indent,
          scope,
        })
      case 'sequence':
        return this.#collection({ prefix, ...listOf(value), origin, indent, scope })
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
    this.#writer.line(indent, `${prefix} ${this.#scalars.value(node, scope)}`, node.origin)
  }

  /** A user's map or list, or the mapping of a helper, as it is. */
  #wholeValue(node: ExpressionNode, indent: number, scope: Scope): void {
    this.#writer.action(indent, this.#wholeAction(node, indent, scope), node.origin)
  }

  #wholeAction(node: ExpressionNode, indent: number, scope: Scope): string {
    if (node.kind !== 'include') return `toYaml ${this.#actions.word(node, scope)} | nindent ${indent}`
    const text = includeText(node, this.#actions.action(node, scope), this.#types)
    const empty = this.#types.of(node).kind === 'list' ? '[]' : '{}'
    return `${text.isFilled ? text.action : `${text.action} | default "${empty}"`} | nindent ${indent}`
  }

  /** A user's collection, or that of a helper, in the middle of another. */
  #spread({ expression, origin }: SpreadNode, indent: number, scope: Scope, mark?: string): void {
    const include =
      expression.kind === 'include'
        ? includeText(expression, this.#actions.action(expression, scope), this.#types)
        : undefined
    // Nothing but blanks is left of an empty text, which YAML does not mind.
    if (include !== undefined && (include.isFilled || mark === undefined)) {
      if (mark !== undefined) this.#writer.action(indent, `$${mark} = false`, origin)
      return this.#writer.action(indent, `${include.action} | nindent ${indent}`, origin)
    }
    if (include === undefined && contentOfExpression(expression, origin, this.#types) === 'always') {
      if (mark !== undefined) this.#writer.action(indent, `$${mark} = false`, origin)
      return this.#writer.action(indent, this.#wholeAction(expression, indent, scope), origin)
    }
    this.#writer.action(indent, `with ${include?.action ?? this.#actions.action(expression, scope)}`, origin)
    if (mark !== undefined) this.#writer.action(indent, `$${mark} = false`, origin)
    this.#writer.action(indent, `${include === undefined ? 'toYaml .' : '.'} | nindent ${indent}`, origin)
    this.#writer.action(indent, 'end', origin)
  }

  #collection(collection: Collection): void {
    const { prefix, children, empty, origin, indent, scope } = collection
    const content = collection.isFilled ? 'always' : this.#contentOf(children, scope)
    if (content === 'always') return this.#filled(collection)
    if (content === 'never') return this.#writer.line(indent, `${prefix} ${empty}`, origin)
    this.#writer.line(indent, prefix, origin)
    return content === 'unknown' ? this.#marked(collection) : this.#guarded(collection, content)
  }

  /** Whatever is printed says so, and what is to be printed for nothing stands at the end. */
  #marked({ children, empty, origin, indent, scope }: Collection): void {
    const inner = indent + indentStep
    const mark = scope.freeName('isEmpty', ...namesIn(children))
    this.#writer.action(inner, `$${mark} := true`, origin)
    this.#children(children, empty, inner, scope.declaring(mark, 'own'), mark)
    this.#writer.action(inner, `if $${mark}`, origin)
    this.#writer.line(inner, empty, origin)
    this.#writer.action(inner, 'end', origin)
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
    const structure: StructureNode<Child> = only !== undefined && this.#canHoldElse(only) ? only : guard
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

  #children(children: readonly Child[], empty: '{}' | '[]', indent: number, scope: Scope, mark?: string): void {
    if (empty === '{}') this.entries(children as readonly EntryNode[], indent, scope, mark)
    else this.items(children as readonly ItemNode[], indent, scope, mark)
  }

  /** What an `if` around this place has asked already need not be asked again, and what fills a line is no answer. */
  #contentOf(children: readonly Child[], scope: Scope): Content {
    const content = contentOf(children, this.#types)
    if (typeof content === 'string') return content
    if (scope.knows(content)) return 'always'
    return this.#actions.condition(content, scope).length > longestCondition ? 'unknown' : content
  }

  #textBlock(prefix: string, { lines, origin }: TextBlockNode, indent: number, scope: Scope): void {
    if (lines.length === 0) return this.#writer.line(indent, `${prefix} ""`, origin)
    // The explicit indentation keeps leading blanks of the first line, whichever line that turns out to be.
    const indicator = mayStartWithBlank(lines) ? `|${indentStep}` : '|'
    this.#writer.line(indent, `${prefix} ${indicator}`, origin)
    this.#lines.print(lines, indent + indentStep, scope, 'json')
  }
}

const listOf = ({ items, isFilled }: SequenceNode) =>
  ({ children: items, empty: '[]', isFilled: isFilled === true }) as const

/** A template action cannot stand behind a dash. */
const startsWithAction = (child: EntryNode | ItemNode | undefined): boolean =>
  child?.kind !== 'element' && (child?.kind !== 'field' || splitChoice(child).kind !== 'field')
