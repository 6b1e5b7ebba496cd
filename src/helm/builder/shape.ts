import { type Expr, type Given, isExpr, nodeOf, type Ref, type Scalar } from '../expression/expr.js'
import type { TypeSource } from '../node/type-source.js'
import { anyType, booleanType, integerType, numberType, stringType } from '../node/value-type.js'

declare const shapeType: unique symbol

/** A declared type of the values of a parameter. */
export interface Shape<out T> {
  readonly [shapeType]: T
}

const words = {
  string: stringType,
  integer: integerType,
  number: numberType,
  boolean: booleanType,
  any: anyType,
} as const

interface WordTypes {
  readonly string: string
  readonly integer: number
  readonly number: number
  readonly boolean: boolean
  // biome-ignore lint/suspicious/noExplicitAny: any value may come, and any place may take it.
  readonly any: any
}

/**
 * How a parameter is declared: by a word, by an expression of the same type (such as `values.api.image`), by `listOf`, `mapOf`
 * or `oneOf`, or by an object of those.
 */
export type Declaration = keyof WordTypes | Expr<unknown> | Shape<unknown> | { readonly [field: string]: Declaration }

/** The type of the values behind a declaration. */
export type Declared<D> = D extends keyof WordTypes
  ? WordTypes[D]
  : D extends Shape<infer T> | Expr<infer T>
    ? T
    : { readonly [K in keyof D]: Declared<D[K]> }

/** What a body sees. */
export type Parameters<P> = { readonly [K in keyof P]: P[K] extends Expr<unknown> ? P[K] : Ref<Declared<P[K]>> }
/** What a call gives. */
export type Arguments<P> = { readonly [K in keyof P]: Given<Declared<P[K]>> }

const sources = new WeakMap<object, TypeSource>()

const shapeOf = <T>(source: TypeSource): Shape<T> => {
  const shape = Object.freeze({}) as Shape<T>
  sources.set(shape, source)
  return shape
}

/** A list of such items. */
export const listOf = <const D extends Declaration>(items: D): Shape<readonly Declared<D>[]> =>
  shapeOf({ kind: 'listOf', items: sourceOf(items) })

/** A map with users' own keys and such entries. */
export const mapOf = <const D extends Declaration>(values: D): Shape<Readonly<Record<string, Declared<D>>>> =>
  shapeOf({ kind: 'mapOf', values: sourceOf(values) })

/** One of these texts. */
export const oneOf = <const T extends string>(...choices: readonly [T, ...T[]]): Shape<T> =>
  shapeOf({ kind: 'string', choices })

export const sourceOf = (declaration: Declaration): TypeSource => {
  if (typeof declaration === 'string') return words[declaration]
  if (isExpr(declaration)) return { kind: 'like', example: nodeOf(declaration as Expr<Scalar>) }
  const known = sources.get(declaration)
  if (known !== undefined) return known
  const fields = Object.entries(declaration as Readonly<Record<string, Declaration>>)
  return { kind: 'fieldsOf', fields: Object.fromEntries(fields.map(([key, inner]) => [key, sourceOf(inner)])) }
}
