import type { ExpressionNode } from '../node/expression-node.js'

/**
 * True when two expressions mean the same at one place, wherever each was written. Loops inside them, as those of a fold, may be
 * different ones of the same form; the variable of a loop around them is the same only if its loop is.
 */
export const isSameExpression = (a: ExpressionNode, b: ExpressionNode): boolean => isSame(a, b, new Map())

/** `pairs` holds the loops inside the first expression, each with the loop of the second that it is compared with. */
const isSame = (a: unknown, b: unknown, pairs: Map<unknown, unknown>): boolean => {
  if (a === b) return true
  if (!isRecord(a) || !isRecord(b)) return false
  if (a.kind === 'variable' && b.kind === 'variable') {
    return a.part === b.part && (pairs.get(a.binding) ?? a.binding) === b.binding
  }
  if (a.binding !== undefined) pairs.set(a.binding, b.binding)
  const keys = new Set([...Object.keys(a), ...Object.keys(b)].filter((key) => !irrelevant.has(key)))
  return [...keys].every((key) => isSame(a[key], b[key], pairs))
}

type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** Where a node was written, and how the variables of a loop are called, says nothing about its meaning. */
const irrelevant: ReadonlySet<string> = new Set(['origin', 'names'])
