import { asMap, goJson, isMap, isTruthy, setEntry, sortedKeys } from '../go/semantics.js'
import type {
  DocumentNode,
  ElementNode,
  EntryNode,
  ItemNode,
  LineNode,
  LoopNode,
  PresentNode,
  SequenceNode,
  StructureNode,
  TextBlockNode,
  TextLineNode,
  Tree,
  ValueNode,
  WhenNode,
} from '../node/document-node.js'
import { formatPosition } from '../node/origin.js'
import type { ValueType } from '../node/value-type.js'
import { presentCondition } from '../transform/present-condition.js'
import type { Types } from '../transform/types.js'
import type { Evaluate, ExpressionCompiler } from './expression-compiler.js'
import type { Frame } from './frame.js'

/** Adds what a child of a mapping, a sequence or a text stands for: nothing, one thing or many. */
export type Write<Into> = (frame: Frame, into: Into) => void
type Mapping = Record<string, unknown>

/** Who reads a text: people (`plain`), or a program that takes JSON strings (`json`). */
type Encoding = 'plain' | 'json'

/** Turns documents into functions that give plain objects, without a detour through text. */
export class DocumentCompiler {
  readonly #types: Types
  readonly #expressions: ExpressionCompiler

  constructor(types: Types, expressions: ExpressionCompiler) {
    this.#types = types
    this.#expressions = expressions
  }

  document(node: DocumentNode): Evaluate {
    const constant = constantOf(node)
    if (constant !== undefined) return () => constant
    switch (node.kind) {
      case 'value': {
        const value = this.#expressions.compile(node.expression)
        return mayBeInteger(this.#types.of(node.expression)) ? (frame) => asYamlReads(value(frame)) : value
      }
      case 'mapping':
        return this.mapping(node.entries)
      case 'sequence':
        return this.#sequence(node)
      case 'textBlock':
        return this.textBlock(node, 'json')
    }
  }

  mapping(entries: readonly EntryNode[]): (frame: Frame) => Mapping {
    const write = all(entries.map((entry) => this.#entry(entry)))
    return (frame) => {
      const mapping: Mapping = {}
      write(frame, mapping)
      return mapping
    }
  }

  /** The lines with one line break at the end, as YAML's `|` keeps it; an empty text when nothing is left. */
  textBlock({ lines }: TextBlockNode, encoding: Encoding): (frame: Frame) => string {
    const write = all(lines.map((line) => this.#line(line, encoding)))
    return (frame) => {
      const texts: string[] = []
      write(frame, texts)
      const text = texts.join('\n').replace(/\n+$/, '')
      return text === '' ? '' : `${text}\n`
    }
  }

  #sequence({ items, isFilled, origin }: SequenceNode): Evaluate {
    const evaluate = this.items(items)
    if (isFilled !== true) return evaluate
    return (frame) => {
      const found = evaluate(frame)
      if (found.length > 0) return found
      throw new Error(`${formatPosition(origin.position)}: this list was said to have an item always, and has none`)
    }
  }

  #entry(entry: EntryNode): Write<Mapping> {
    switch (entry.kind) {
      case 'field': {
        const { key } = entry
        const value = this.document(entry.value)
        if (typeof key === 'string') return fixedField(key, value)
        const name = this.#expressions.compile(key)
        return (frame, into) => {
          const found = String(name(frame))
          // Helm takes no such YAML either.
          if (Object.hasOwn(into, found)) {
            const place = formatPosition(entry.origin.position)
            throw new Error(`${place}: the field '${found}' stands twice in one object, because two names are the same`)
          }
          setEntry(into, found, value(frame))
        }
      }
      case 'spread': {
        const entries = this.#expressions.compile(entry.expression)
        return (frame, into) => {
          for (const [key, value] of Object.entries(asMap(entries(frame)))) setEntry(into, key, value)
        }
      }
      default:
        return this.#structure<EntryNode, Mapping>(entry, (child) => this.#entry(child))
    }
  }

  /** The terms of a fold: values that never become YAML. */
  terms(items: readonly ItemNode[]): (frame: Frame) => readonly unknown[] {
    const write = this.structures<ItemNode, unknown[]>(items as readonly Tree<ItemNode>[], (item) => {
      // The builder takes nothing else for a term.
      const value = this.#expressions.compile(((item as ElementNode).value as ValueNode).expression)
      return (frame, into) => into.push(value(frame))
    })
    return (frame) => {
      const found: unknown[] = []
      write(frame, found)
      return found
    }
  }

  items(items: readonly ItemNode[]): (frame: Frame) => readonly unknown[] {
    const write = all(items.map((item) => this.#item(item)))
    return (frame) => {
      const found: unknown[] = []
      write(frame, found)
      return found
    }
  }

  /** What stands in conditions and loops: `leaf` compiles the children that are neither. */
  structures<Leaf extends { readonly kind: string }, Into>(
    nodes: readonly Tree<Leaf>[],
    leaf: (node: Leaf) => Write<Into>,
  ): Write<Into> {
    const compile = (node: Tree<Leaf>): Write<Into> =>
      isStructure(node) ? this.#structure<Tree<Leaf>, Into>(node, compile) : leaf(node)
    return all(nodes.map(compile))
  }

  #item(item: ItemNode): Write<unknown[]> {
    switch (item.kind) {
      case 'element': {
        const value = this.document(item.value)
        return (frame, into) => into.push(value(frame))
      }
      case 'spread': {
        const items = this.#expressions.compile(item.expression)
        return (frame, into) => into.push(...(items(frame) as readonly unknown[]))
      }
      default:
        return this.#structure<ItemNode, unknown[]>(item, (child) => this.#item(child))
    }
  }

  #line(line: LineNode, encoding: Encoding): Write<string[]> {
    if (line.kind !== 'textLine') {
      return this.#structure<LineNode, string[]>(line, (child) => this.#line(child, encoding))
    }
    const text = this.#textLine(line, encoding)
    return (frame, into) => into.push(text(frame))
  }

  #textLine({ parts }: TextLineNode, encoding: Encoding): (frame: Frame) => string {
    if (parts.every((part) => typeof part === 'string')) {
      const constant = parts.join('')
      return () => constant
    }
    const texts = parts.map((part): ((frame: Frame) => string) => {
      if (typeof part === 'string') return () => part
      if (encoding === 'plain' || !this.#types.needsJson(part)) return this.#expressions.hole(part)
      const value = this.#expressions.compile(part)
      return (frame) => goJson(value(frame))
    })
    return (frame) => {
      let line = ''
      for (const text of texts) line += text(frame)
      return line
    }
  }

  #structure<Child, Into>(node: StructureNode<Child>, compile: (child: Child) => Write<Into>): Write<Into> {
    const body = all(node.body.map(compile))
    switch (node.kind) {
      case 'when':
        return this.#when(node, body, all(node.otherwise.map(compile)))
      case 'present':
        return this.#present(node, body)
      case 'loop':
        return this.#loop(node, body)
    }
  }

  #when<Into>({ condition }: WhenNode<unknown>, body: Write<Into>, otherwise: Write<Into>): Write<Into> {
    const holds = this.#expressions.compile(condition)
    return (frame, into) => (isTruthy(holds(frame)) ? body : otherwise)(frame, into)
  }

  #present<Into>({ binding }: PresentNode<unknown>, body: Write<Into>): Write<Into> {
    const isThere = this.#expressions.compile(presentCondition(binding, this.#types))
    const subject = this.#expressions.compile(binding.subject)
    return (frame, into) => {
      if (isTruthy(isThere(frame))) body(frame.binding(binding, subject(frame)), into)
    }
  }

  #loop<Into>({ binding }: LoopNode<unknown>, body: Write<Into>): Write<Into> {
    const subject = this.#expressions.compile(binding.subject)
    return (frame, into) => {
      const over = subject(frame)
      if (Array.isArray(over)) {
        for (const value of over) body(frame.binding(binding, value), into)
        return
      }
      const map = asMap(over)
      for (const key of sortedKeys(map)) body(frame.binding(binding, map[key], key), into)
    }
  }
}

const isStructure = <Leaf extends { readonly kind: string }>(node: Tree<Leaf>): node is StructureNode<Tree<Leaf>> =>
  node.kind === 'when' || node.kind === 'present' || node.kind === 'loop'

const all =
  <Into>(writes: readonly Write<Into>[]): Write<Into> =>
  (frame, into) => {
    // Nearly all of a render passes here: a plain loop over indexes is the fastest that there is.
    for (let index = 0; index < writes.length; index++) (writes[index] as Write<Into>)(frame, into)
  }

/** What a document is in every render, frozen because all of them share it; nothing when it depends on anything. */
const constantOf = (node: DocumentNode): unknown => {
  switch (node.kind) {
    case 'value':
      return node.expression.kind === 'literal' ? node.expression.value : undefined
    case 'mapping': {
      const fields = node.entries.map((entry) =>
        entry.kind === 'field' && typeof entry.key === 'string' && entry.key !== '__proto__'
          ? ([entry.key, constantOf(entry.value)] as const)
          : undefined,
      )
      return fields.every((field) => field?.[1] !== undefined)
        ? Object.freeze(Object.fromEntries(fields as (readonly [string, unknown])[]))
        : undefined
    }
    case 'sequence': {
      const items = node.items.map((item) => (item.kind === 'element' ? constantOf(item.value) : undefined))
      return items.every((item) => item !== undefined) && (items.length > 0 || node.isFilled !== true)
        ? Object.freeze(items)
        : undefined
    }
    case 'textBlock':
      return undefined
  }
}

const fixedField = (key: string, value: Evaluate): Write<Mapping> =>
  key === '__proto__'
    ? (frame, into) => setEntry(into, key, value(frame))
    : (frame, into) => {
        into[key] = value(frame)
      }

const mayBeInteger = ({ kind }: ValueType): boolean => kind === 'integer' || kind === 'number' || kind === 'any'

/** Readers of YAML and JSON keep the 53 leading bits of an integer. */
const asYamlReads = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'object' && holdsBigInt(value) ? withDoubles(value) : value
}

/** Only a list or object of the author can hold one, and most are a user's. */
const holdsBigInt = (value: unknown): boolean =>
  typeof value === 'bigint' || (typeof value === 'object' && value !== null && Object.values(value).some(holdsBigInt))

const withDoubles = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asYamlReads)
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asYamlReads(inner)]))
    : value
}
