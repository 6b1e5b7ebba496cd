import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin } from '../node/origin.js'
import { type Expr, exprOf, nodeOf, type Scalar } from './expr.js'

type Hole = Expr<Scalar> | Scalar

type Part = string | ExpressionNode

/** Text with typed holes: `` text`http://${host}:${port}` ``. Numbers and booleans in holes print as people write them. */
export const text = (strings: TemplateStringsArray, ...holes: readonly Hole[]): Expr<string> => {
  const parts = strings.flatMap((literal, index): Part[] => {
    const hole = holes[index]
    if (hole === undefined) return [literal]
    return [literal, typeof hole === 'object' ? nodeOf(hole) : String(hole)]
  })
  const joined = joinParts(parts)
  const [literal = ''] = joined
  if (joined.length <= 1 && typeof literal === 'string') return exprOf(nodeOf(literal))
  return exprOf({ kind: 'text', parts: joined, origin: captureOrigin() })
}

/** Neighbouring literals join, and text in text is opened, so that the printed form does not show how it was made. */
export const joinParts = (parts: readonly Part[]): Part[] =>
  joinLiterals(parts.flatMap((part) => (typeof part === 'object' && part.kind === 'text' ? part.parts : [part])))

/** Neighbouring literals join, and empty ones vanish. */
export const joinLiterals = (parts: readonly Part[]): Part[] => {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else if (part !== '') joined.push(part)
  }
  return joined
}
