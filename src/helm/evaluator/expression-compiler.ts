import { createHash } from 'node:crypto'
import { add, max } from '../function/numbers.js'
import { definitionOf } from '../function/table.js'
import { asMap, goInteger, goJson, goText, isMap, isTruthy, type PlainMap } from '../go/semantics.js'
import type { ItemNode } from '../node/document-node.js'
import type { CallNode, ExpressionNode, FoldNode, IncludeNode, MemberNode, NamedNode } from '../node/expression-node.js'
import { bindingsUsedBy, visitDeep } from '../transform/children.js'
import type { Types } from '../transform/types.js'
import type { Frame } from './frame.js'

/** A node as a function: walking the tree once per chart instead of once per render is what makes rendering fast. */
export type Evaluate = (frame: Frame) => unknown

/** What expressions need from the rest of the chart. */
export interface ChartLookups {
  /** The body of a helper. */
  readonly helper: (name: string) => Evaluate
  /** The terms of a fold. */
  readonly terms: (items: readonly ItemNode[]) => (frame: Frame) => readonly unknown[]
  /** The rendered object behind a checksum; `undefined` when its condition does not hold. */
  readonly object: (of: object, frame: Frame) => PlainMap | undefined
}

type Terms = readonly unknown[]

const folds: Readonly<Record<FoldNode['operation'], (terms: Terms) => unknown>> = {
  sum: (terms) => add.definition.evaluate([0, ...terms]),
  greatest: (terms) => max.definition.evaluate([0, ...terms]),
  any: (terms) => terms.some(isTruthy),
  all: (terms) => terms.every(isTruthy),
  count: (terms) => terms.length,
}

const memberAt = (start: unknown, keys: readonly string[]): unknown => {
  let value = start
  for (let index = 0; index < keys.length; index++) {
    value = isMap(value) ? value[keys[index] as string] : undefined
  }
  return value
}

/** Turns expressions into functions with Go's and Helm's semantics. */
export class ExpressionCompiler {
  readonly #types: Types
  readonly #lookups: ChartLookups
  readonly #knownCalls = new Map<string, object>()

  constructor(types: Types, lookups: ChartLookups) {
    this.#types = types
    this.#lookups = lookups
  }

  compile(node: ExpressionNode): Evaluate {
    switch (node.kind) {
      case 'literal': {
        const { value } = node
        return () => value
      }
      case 'values':
        return ({ context }) => context.Values
      case 'builtIn': {
        const { path } = node
        return ({ context }) => path.reduce<unknown>((object, key) => asMap(object)[key], context)
      }
      case 'member':
        return this.#member(node)
      case 'variable':
        return (frame) => frame.variable(node)
      case 'parameter': {
        const { name } = node
        return ({ parameters }) => parameters[name]
      }
      case 'call':
        return this.#call(node)
      case 'text':
        return this.#text(node.parts)
      case 'include':
        return this.#include(node)
      case 'checksum':
        return (frame) => {
          const data = this.#lookups.object(node.of, frame)?.data ?? null
          return createHash('sha256').update(goJson(data)).digest('hex')
        }
      case 'list': {
        const items = node.items.map((item) => this.compile(item))
        return (frame) => items.map((item) => item(frame))
      }
      case 'dict': {
        const entries = node.entries.map(([key, value]) => [key, this.compile(value)] as const)
        return (frame) => Object.fromEntries(entries.map(([key, value]) => [key, value(frame)]))
      }
      case 'named':
        return this.#once(node, this.compile(node.expression))
      case 'fold':
        return this.#once(node, this.#fold(node))
    }
  }

  /** A path such as `api.image.tag` is one function, because most of a chart is paths. */
  #member({ object, key }: MemberNode): Evaluate {
    const keys = [key]
    let root = object
    for (; root.kind === 'member'; root = root.object) keys.unshift(root.key)
    if (root.kind === 'values') return ({ context }) => memberAt(context.Values, keys)
    const start = this.compile(root)
    return (frame) => memberAt(start(frame), keys)
  }

  #call({ name, args }: CallNode): Evaluate {
    const { evaluate } = definitionOf(name)
    const operands = args.map((arg) => this.compile(arg))
    const [first, second, third] = operands as [Evaluate, Evaluate, Evaluate]
    // Nearly all functions have up to three operands; a list made in place is cheaper than one that is mapped.
    if (operands.length === 1) return (frame) => evaluate([first(frame)])
    if (operands.length === 2) return (frame) => evaluate([first(frame), second(frame)])
    if (operands.length === 3) return (frame) => evaluate([first(frame), second(frame), third(frame)])
    return (frame) => evaluate(operands.map((operand) => operand(frame)))
  }

  #text(parts: readonly (string | ExpressionNode)[]): Evaluate {
    const holes = parts.map((part) => (typeof part === 'string' ? part : this.hole(part)))
    return (frame) => {
      let text = ''
      for (const part of holes) text += typeof part === 'string' ? part : part(frame)
      return text
    }
  }

  /** What depends on nothing but the values is computed once in a render, however often it is asked for. */
  #once(node: NamedNode | FoldNode, evaluate: Evaluate): Evaluate {
    let isClosed = bindingsUsedBy(node).size === 0
    visitDeep(node, ({ kind }) => {
      if (kind === 'parameter') isClosed = false
    })
    return isClosed ? (frame) => frame.once(node, () => evaluate(frame)) : evaluate
  }

  /** The expression as a part of a text. */
  hole(node: ExpressionNode): (frame: Frame) => string {
    const value = this.compile(node)
    const write = this.#types.of(node).kind === 'integer' ? goInteger : goText
    return (frame) => write(value(frame))
  }

  #fold({ operation, items }: FoldNode): Evaluate {
    const terms = this.#lookups.terms(items)
    const fold = folds[operation]
    return (frame) => fold(terms(frame))
  }

  /** A helper sees nothing of its caller but the arguments, and most are called with the same ones again and again. */
  #include({ helper, args }: IncludeNode): Evaluate {
    const body = this.#lookups.helper(helper.name)
    const names = Object.keys(args)
    const given = Object.values(args)
    if (given.every((arg) => arg.kind === 'literal')) {
      const parameters = parametersOf(
        names,
        given.map(({ value }) => value),
      )
      const call = this.#knownCall(helper.name, parameters)
      return (frame) => frame.once(call, () => body(frame.calling(parameters)))
    }
    const values = given.map((arg) => this.compile(arg))
    return (frame) => {
      const found = values.map((value) => value(frame))
      return frame.onceFor(helper, found, () => body(frame.calling(parametersOf(names, found))))
    }
  }

  /** One object for all calls of a helper with these constants. */
  #knownCall(helper: string, parameters: PlainMap): object {
    const text = `${helper} ${JSON.stringify(parameters)}`
    const call = this.#knownCalls.get(text) ?? {}
    this.#knownCalls.set(text, call)
    return call
  }
}

/** In place: a list of pairs for `Object.fromEntries` costs more than most bodies. */
const parametersOf = (names: readonly string[], values: readonly unknown[]): PlainMap => {
  const parameters: Record<string, unknown> = {}
  for (let index = 0; index < names.length; index++) parameters[names[index] as string] = values[index]
  return parameters
}
