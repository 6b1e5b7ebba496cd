import { type Expr, isExpr, nodeOf, type Scalar } from '../expression/expr.js'
import { joinLiterals } from '../expression/text.js'
import type { Absent, Several } from '../lift/placeholder.js'
import { BuildError } from '../node/build-error.js'
import type { LineNode, TextBlockNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin } from '../node/origin.js'
import { constructOf, handleOf } from './construct.js'
import { structureOf } from './to-document.js'

declare const textBlockBrand: unique symbol

/** Several lines of text, with holes. */
export interface TextBlock {
  readonly [textBlockBrand]: true
}

type Block = TextBlock | Expr<Scalar> | string
type Hole = Expr<Scalar> | Scalar | TextBlock | Absent<Block | Several<Block>> | Several<Block>

/** The lines behind a text block, or `undefined` for anything else. */
export const textBlockNode = (value: unknown): TextBlockNode | undefined => {
  const construct = constructOf(value)
  return construct?.kind === 'textBlock' ? construct : undefined
}

/**
 * Lines of text with typed holes. The common indentation is removed, and so are a first and a last empty line. A hole
 * that stands alone on its line may be `when(condition, lines`…`)`, `each(list, (item) => lines`…`)` or other lines; their lines get
 * the indentation of the hole.
 */
export const lines = (strings: TemplateStringsArray, ...holes: readonly Hole[]): TextBlock => {
  const origin = captureOrigin()
  return handleOf({ kind: 'textBlock', lines: dedent(splitLines(strings, holes)).map(toLine), origin })
}

/** Lines that make up the content of a configuration file: a string field, written as a YAML block. */
export const configText = (strings: TemplateStringsArray, ...holes: readonly Hole[]): Expr<string> =>
  lines(strings, ...holes) as unknown as Expr<string>

type Part = string | { readonly hole: Hole }

const splitLines = (strings: TemplateStringsArray, holes: readonly Hole[]): Part[][] => {
  const result: Part[][] = [[]]
  strings.forEach((literal, index) => {
    const [first, ...rest] = literal.split('\n')
    result.at(-1)?.push(first as string)
    for (const line of rest) result.push([line])
    if (index < holes.length) result.at(-1)?.push({ hole: holes[index] as Hole })
  })
  return result
}

const isBlank = (line: readonly Part[]): boolean => line.every((part) => typeof part === 'string' && part.trim() === '')

const dedent = (parts: readonly Part[][]): Part[][] => {
  const all = [...parts]
  if (all[0] !== undefined && isBlank(all[0])) all.shift()
  const last = all.at(-1)
  if (last !== undefined && isBlank(last)) all.pop()
  const indents = all.filter((line) => !isBlank(line)).map(indentOf)
  const common = Math.min(...indents, Number.POSITIVE_INFINITY)
  return all.map((line) => [startOf(line).slice(Number.isFinite(common) ? common : 0), ...line.slice(1)])
}

/** What stands before the first hole of a line: perhaps nothing, but always a text. */
const startOf = ([start]: readonly Part[]): string => start as string

const indentOf = (line: readonly Part[]): number => startOf(line).length - startOf(line).trimStart().length

const toLine = (line: readonly Part[]): LineNode => {
  const [indent, only, end] = line
  if (line.length === 3 && typeof only === 'object' && String(indent).trim() === '' && end === '') {
    const structure = lineOf(only.hole)
    if (structure !== undefined) return indented(structure, indent as string)
  }
  const parts = joinLiterals(line.map((part) => (typeof part === 'string' ? part : holeOf(part.hole))))
  const last = parts.at(-1)
  if (typeof last === 'string') parts[parts.length - 1] = last.trimEnd()
  return { kind: 'textLine', parts: parts.filter((part) => part !== ''), origin: captureOrigin() }
}

const holeOf = (hole: Hole): string | ExpressionNode => {
  if (isExpr(hole)) return nodeOf(hole)
  if (typeof hole !== 'object') return String(hole)
  throw new BuildError(captureOrigin(), 'lines, conditions and loops must stand alone on their line of a text')
}

const lineOf = (hole: unknown): LineNode | undefined => {
  const construct = constructOf(hole)
  switch (construct?.kind) {
    case 'textBlock': {
      const { lines, origin } = construct
      return { kind: 'when', condition: { kind: 'literal', value: true, origin }, body: lines, otherwise: [], origin }
    }
    case 'conditional':
    case 'presence':
    case 'loop':
      return structureOf<LineNode>(construct, linesOf)
    default:
      return undefined
  }
}

const linesOf = (content: unknown): readonly LineNode[] => {
  if (content === undefined) return []
  if (typeof content === 'string') return [{ kind: 'textLine', parts: [content], origin: captureOrigin() }]
  if (isExpr(content)) return [{ kind: 'textLine', parts: [nodeOf(content)], origin: captureOrigin() }]
  const block = textBlockNode(content)
  if (block !== undefined) return block.lines
  const structure = lineOf(content)
  if (structure !== undefined) return [structure]
  throw new BuildError(captureOrigin(), 'expected lines`…` inside a condition or loop of a text')
}

/** Shifts every line below a structure by the hole's indentation. */
const indented = (line: LineNode, indent: string): LineNode => {
  const all = (children: readonly LineNode[]) => children.map((child) => indented(child, indent))
  switch (line.kind) {
    case 'textLine':
      return line.parts.length === 0 ? line : { ...line, parts: [indent, ...line.parts].filter((part) => part !== '') }
    case 'when':
      return { ...line, body: all(line.body), otherwise: all(line.otherwise) }
    case 'present':
    case 'loop':
      return { ...line, body: all(line.body) }
  }
}
