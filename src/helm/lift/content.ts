import type { Expr, Leaf } from '../expression/expr.js'
import type { Absent, Fields, Plain, Several } from './placeholder.js'

/**
 * How `when`, `present`, `each`, `match` and `ifElse` check their content. Two types meet there: `V`, what the author wrote, and
 * `L`, what the place expects, which TypeScript infers from the type that the call must have; it stays `Unset` in a
 * fragment that stands alone, and then `V` counts.
 */
declare const unset: unique symbol
export type Unset = typeof unset

/** Content that is one value, or none. */
export type One<L, V> = Content<L, V, NoInfer<Loose<L> | Absent<L> | undefined>>

/** Content that is any number of values. */
export type Many<L, V> = Content<L, V, NoInfer<Loose<L> | Absent<L> | Several<L> | undefined>>

/** Content that is always there. */
export type Always<L, V> = Content<L, V, NoInfer<L>>

type Content<L, V, Expected> = [L] extends [Unset] ? V : V & Expected & Known<L, V>

/** Some of the fields are enough: content that is spread into an object has the others beside it. */
type Loose<L> = L extends Leaf | Expr<unknown> | readonly unknown[] ? L : { readonly [K in keyof L]?: L[K] }

export type OmittableResult<L, V> = [L] extends [Unset]
  ? Absent<Plain<V>> & Fields<V>
  : [V] extends [L]
    ? Absent<L> & Fields<V>
    : Absent<Plain<V>> & Fields<V>

export type SpreadResult<L, V> = [L] extends [Unset]
  ? Several<Plain<V>> & Fields<V>
  : [V] extends [L]
    ? Several<L> & Fields<V>
    : Several<Plain<V>> & Fields<V>

/** Absent only if some of the content is. */
export type ChoiceResult<L, V> = [Extract<V, undefined | Absent<unknown>>] extends [never]
  ? [L] extends [Unset]
    ? V
    : [V] extends [L]
      ? L
      : V
  : OmittableResult<L, Exclude<V, undefined>>

/**
 * `never` for a field that the expected type does not have. TypeScript itself checks that only for object literals whose type
 * is written beside them, and what a callback returns is not one of those.
 */
type Known<L, V> = V extends Leaf | Expr<unknown> | Absent<unknown> | Several<unknown>
  ? unknown
  : V extends readonly unknown[]
    ? { readonly [I in keyof V]: Known<ItemOf<L>, V[I]> }
    : {
        readonly [K in keyof V]: K extends KeysOf<L> ? Known<FieldOf<L, K>, V[K]> : K extends symbol ? unknown : never
      }

type KeysOf<L> = L extends Leaf | Expr<unknown> | readonly unknown[]
  ? never
  : L extends Absent<infer I> | Several<infer I>
    ? KeysOf<I>
    : keyof L

type FieldOf<L, K> = L extends Leaf | Expr<unknown> | readonly unknown[]
  ? never
  : L extends Absent<infer I> | Several<infer I>
    ? FieldOf<I, K>
    : K extends keyof L
      ? L[K]
      : never

type ItemOf<L> = L extends Leaf | Expr<unknown>
  ? never
  : L extends readonly (infer I)[]
    ? I
    : L extends Absent<infer I>
      ? ItemOf<I>
      : never
