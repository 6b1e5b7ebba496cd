import { joinLiterals } from '../expression/text.js'
import { BuildError } from '../node/build-error.js'
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
  TextLineNode,
  WhenNode,
} from '../node/document-node.js'
import type { CallNode, ExpressionNode } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'
import { fitsInLine } from '../node/text-line.js'
import { isCollection } from '../node/value-type.js'
import { type Content, contentOf, contentOfExpression } from '../transform/plan-collections.js'
import type { Types } from '../transform/types.js'
import type { ActionPrinter } from './action-printer.js'
import { namesIn } from './declarations.js'
import { includeText } from './include-text.js'
import { escapeBeforeAction, escapeDelimiters, yamlKey, yamlString } from './quoting.js'
import type { Scope } from './scope.js'
import type { StructurePrinter } from './structure-printer.js'
import type { TemplateWriter } from './template-writer.js'

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

  constructor(types: Types, actions: ActionPrinter, writer: TemplateWriter, structures: StructurePrinter) {
    this.#types = types
    this.#actions = actions
    this.#writer = writer
    this.#structures = structures
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

  /** Lines of text. `encoding` as in `ActionPrinter.hole`. */
  textLines(lines: readonly LineNode[], indent: number, scope: Scope, encoding: 'plain' | 'json'): void {
    for (const line of lines) {
      if (line.kind === 'textLine') {
        this.#writer.line(indent, this.#textLine(line, scope, encoding), line.origin)
      } else {
        this.#structures.print<LineNode>(line, indent, scope, (inner, innerScope) =>
          this.textLines(inner, indent, innerScope, encoding),
        )
      }
    }
  }

  #field({ key, value, origin }: FieldNode, indent: number, scope: Scope): void {
    const printedKey =
      typeof key === 'string'
        ? yamlKey(key)
        : (this.#plainName(key, scope) ?? `{{ ${this.#actions.scalar(key, scope)} }}`)
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
    this.#writer.line(indent, `${prefix} ${this.#scalar(node, scope)}`, node.origin)
  }

  #scalar(node: ExpressionNode, scope: Scope): string {
    if (node.kind === 'literal') return typeof node.value === 'string' ? yamlString(node.value) : String(node.value)
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
    this.textLines(lines, indent + indentStep, scope, 'json')
  }

  #textLine({ parts, origin }: TextLineNode, scope: Scope, encoding: 'plain' | 'json'): string {
    return this.#opened(parts, encoding)
      .map((part, index, all) => {
        if (typeof part === 'object') return `{{ ${this.#actions.hole(part, scope, encoding)} }}`
        if (!fitsInLine(part)) throw new BuildError(origin, 'a line of text holds a control character')
        return typeof all[index + 1] === 'object' ? escapeBeforeAction(part) : escapeDelimiters(part)
      })
      .join('')
  }

  /** Text in a line is opened, so that it reads like the line around it, unless it must be one JSON string. */
  #opened(parts: TextLineNode['parts'], encoding: 'plain' | 'json'): TextLineNode['parts'] {
    const isOpen = (part: ExpressionNode) => encoding === 'plain' || !this.#types.needsJson(part)
    return joinLiterals(
      parts.flatMap((part) => (typeof part === 'object' && part.kind === 'text' && isOpen(part) ? part.parts : [part])),
    )
  }
}

const listOf = ({ items, isFilled }: SequenceNode) =>
  ({ children: items, empty: '[]', isFilled: isFilled === true }) as const

/** A template action cannot stand behind a dash. */
const startsWithAction = (child: EntryNode | ItemNode | undefined): boolean =>
  child?.kind !== 'element' && (child?.kind !== 'field' || splitChoice(child).kind !== 'field')

/** True when the first line that Helm prints may be indented. A structure may print nothing, so the next line counts too. */
const mayStartWithBlank = (lines: readonly LineNode[]): boolean => {
  for (const line of lines) {
    if (line.kind === 'textLine') {
      if (line.parts.length === 0) continue
      return mayBeBlank(line.parts[0])
    }
    const branches = line.kind === 'when' ? [line.body, line.otherwise] : [line.body]
    if (branches.some(mayStartWithBlank)) return true
  }
  return false
}

/** A hole may be empty, and then what follows it starts the line. */
const mayBeBlank = (start: TextLineNode['parts'][number] | undefined): boolean => {
  if (typeof start === 'string') return /^\s/.test(start)
  return start?.kind === 'text' ? mayBeBlank(start.parts[0]) : true
}

/** A field whose value is one of two expressions reads better as `if … else` around the field. */
const splitChoice = (entry: EntryNode): EntryNode => {
  if (entry.kind !== 'field' || entry.value.kind !== 'value') return entry
  const { expression } = entry.value
  if (expression.kind !== 'call' || expression.name !== 'ternary') return entry
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
