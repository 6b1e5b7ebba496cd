import { BuildError } from '../node/build-error.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin } from '../node/origin.js'

declare const exprType: unique symbol

/** A value that is known only when Helm renders the chart. Covariant: an `Expr<'a'>` is an `Expr<string>`. */
export interface Expr<out T> {
  readonly [exprType]: T
}

export type Scalar = string | number | boolean
/** Types without members of their own. */
export type Leaf = Scalar | null | undefined
export type IsAny<T> = 0 extends 1 & T ? true : false

/**
 * A typed path into the values. It has no members of its own: every property is a key of the user's values.
 * Children of an optional object exist only after `present` has narrowed it; entries of a map are read with `entryOf`.
 */
export type Ref<T> = Expr<T> & RefChildren<T>

type RefChildren<T> =
  IsAny<T> extends true
    ? unknown
    : [T] extends [Leaf]
      ? unknown
      : [T] extends [readonly unknown[]]
        ? unknown
        : undefined extends T
          ? unknown
          : { readonly [K in keyof T as string extends K ? never : K]-?: Ref<T[K]> }

/** A value as an argument: an expression, a literal, or a list or object made of both. */
export type Given<T> =
  | Expr<T>
  | ([T] extends [Scalar]
      ? T
      : [T] extends [readonly (infer U)[]]
        ? readonly Given<U>[]
        : [T] extends [object]
          ? { readonly [K in keyof T]: Given<T[K]> }
          : never)

const nodes = new WeakMap<object, ExpressionNode>()

/** Wraps a node for authors. Every property read makes a path one step longer. */
export const exprOf = <E = Ref<never>>(node: ExpressionNode): E => {
  const misuse = (what: string): never => {
    throw new BuildError(
      captureOrigin(),
      `${what} the expression '${describe(node)}', whose value is known ` +
        `only when Helm renders the chart. Use text\`…\`, when, ifElse or passthrough instead.`,
    )
  }
  const proxy = new Proxy(Object.freeze(Object.create(null) as object), {
    get: (_target, key) =>
      typeof key === 'symbol'
        ? key === Symbol.toPrimitive
          ? () => misuse('cannot make text or a number of')
          : undefined
        : exprOf({ kind: 'member', object: node, key, origin: captureOrigin() }),
    ownKeys: () => misuse('cannot spread or list the keys of'),
    has: () => misuse('cannot look for a key in'),
    set: () => misuse('cannot assign to'),
  })
  nodes.set(proxy, node)
  return proxy as E
}

export const isExpr = (value: unknown): value is Expr<unknown> => nodes.has(value as object)

/** True for `{…}`, as opposed to an instance of a class. */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The node behind an expression; literals, lists and objects of an author become nodes of their own. */
export const nodeOf = (value: unknown): ExpressionNode => {
  const known = typeof value === 'object' && value !== null ? nodes.get(value) : undefined
  if (known !== undefined) return known
  const origin = captureOrigin()
  if (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  ) {
    return { kind: 'literal', value, origin }
  }
  if (Array.isArray(value)) return { kind: 'list', items: value.map(nodeOf), origin }
  // A conditional or a loop is an object too, whose one field is no name.
  if (isPlainObject(value) && !Object.keys(value).some((key) => key.startsWith('\u0000'))) {
    return { kind: 'dict', entries: Object.entries(value).map(([key, inner]) => [key, nodeOf(inner)]), origin }
  }
  throw new BuildError(
    origin,
    `expected an expression, text, a finite number, a boolean, or a list or object of those, ` +
      `got ${typeof value === 'object' && value !== null ? 'a conditional or something else of a document' : String(value)}`,
  )
}

/** How an expression is named in messages: its value path where it has one. */
export const describe = (node: ExpressionNode): string => {
  switch (node.kind) {
    case 'values':
      return 'values'
    case 'builtIn':
      return `.${node.path.join('.')}`
    case 'member':
      return `${describe(node.object)}.${node.key}`
    case 'variable':
      return `${describe(node.binding.subject)}[${node.part}]`
    case 'parameter':
    case 'named':
    case 'fold':
      return node.name
    case 'call':
      return `${node.name}(…)`
    case 'literal':
      return JSON.stringify(node.value)
    case 'list':
      return '[…]'
    case 'dict':
      return '{…}'
    case 'include':
      return node.helper.name
    case 'text':
    case 'checksum':
      return node.kind
  }
}
