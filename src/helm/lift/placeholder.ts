import type { Expr, IsAny, Leaf } from '../expression/expr.js'

declare const absentBrand: unique symbol
declare const severalBrand: unique symbol
export declare const wholeBrand: unique symbol
export declare const keyedBrand: unique symbol

/**
 * The types of what stands for a value that is only known when Helm renders: `when` and `present` for one that may be
 * absent, `each` and `entries` for many. They are classes here because TypeScript leaves accessors of a class out when an
 * object is spread, so that only the fields remain (`Fields`).
 */
export declare class Absent<out L> {
  get [absentBrand](): L
}

export declare class Several<out L> {
  get [severalBrand](): L
}

/** A field whose name is a value. Made by `keyed`. */
export type Keyed<L> = { readonly [keyedBrand]: L }

/** What stands in a loop or condition as a whole, and has no fields to spread: a resource. */
export interface Whole {
  readonly [wholeBrand]: true
}

/** An object that is there for certain. */
export interface NotConditional {
  readonly [absentBrand]?: never
  readonly [severalBrand]?: never
}

/** A value that may be absent: for optional fields and list items, or spread into an object. Made by `when` and `present`. */
export type Omittable<L> = Absent<L> & Fields<L>

/** Zero or more items of a list or, spread into an object, fields. Made by `each` and `entries`. */
export type Spread<L> = Several<L> & Fields<L>

/** What spreading a conditional object or a loop over objects adds to an object: each of its fields, perhaps. */
export type Fields<L> =
  IsAny<L> extends true
    ? unknown
    : [L] extends [Expr<unknown> | Leaf | readonly unknown[] | Absent<unknown> | Several<unknown> | Whole]
      ? unknown
      : { readonly [K in keyof L as Named<K>]?: Absent<Plain<L[K]>> }

/** Without the marks of rules and texts, which are no fields, and which nobody outside can name. */
type Named<K> = K extends symbol ? (K extends typeof keyedBrand ? K : never) : K

/** What spreading an object that is known only when Helm renders adds to an object. */
export type FieldsInPlace<T> = {
  // biome-ignore lint/complexity/noBannedTypes: `{}` is how TypeScript asks whether a key is optional.
  readonly [K in keyof T]: {} extends Pick<T, K> ? Absent<Expr<NonNullable<T[K]>>> : Expr<T[K]>
}

/** A value without the conditions and loops around it: absence composes. */
export type Plain<V> = V extends Absent<infer I> ? Plain<I> : V extends Several<infer I> ? Plain<I> : V
