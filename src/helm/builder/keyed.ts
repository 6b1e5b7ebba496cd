import { type Expr, nodeOf } from '../expression/expr.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'

/** What `keyed` returns at run time. */
export class Keyed {
  readonly origin: Origin = captureOrigin()
  readonly key: ExpressionNode
  readonly value: unknown

  constructor(key: ExpressionNode, value: unknown) {
    this.key = key
    this.value = value
  }
}

/** A mapping with one field whose name is a value. */
export const keyed = <L>(key: Expr<string>, value: L): Readonly<Record<string, L>> =>
  new Keyed(nodeOf(key), value) as unknown as Readonly<Record<string, L>>
