import type { Expr, IsAny, Leaf } from '../expression/expr.js'
import type { Absent, Keyed, keyedBrand, NotConditional, Several } from './placeholder.js'

/** Arrays and objects of values are readonly: an expression for one fits a field that Kubernetes' types call mutable. */
export type Frozen<T> =
  IsAny<T> extends true
    ? T
    : [T] extends [Leaf]
      ? T
      : [NonNullable<T>] extends [readonly (infer U)[]]
        ? readonly Frozen<U>[] | Extract<T, null | undefined>
        : { readonly [K in keyof T]: Frozen<T[K]> }

/**
 * A Kubernetes interface in which every field accepts a literal, an expression or, if it is optional, a conditional.
 * Conditional types are not distributed (`[T] extends …`), so `boolean` and `string | number` stay whole.
 */
export type Lift<T> =
  IsAny<T> extends true
    ? unknown
    : [T] extends [Leaf]
      ? T | Expr<T>
      : [NonNullable<T>] extends [readonly (infer U)[]]
        ? Expr<Frozen<T>> | readonly LiftItem<Lift<U>>[]
        : Expr<Frozen<T>> | LiftObject<NonNullable<T>>

/** An item of a list: one, perhaps one, or many. */
export type LiftItem<L> = L | Absent<L | Several<L>> | Several<L>

export type LiftObject<T> = {
  // biome-ignore lint/complexity/noBannedTypes: `{}` is how TypeScript asks whether a key is optional.
  readonly [K in keyof T]: {} extends Pick<T, K> ? Lift<T[K]> | Absent<Lift<NonNullable<T[K]>>> : Lift<T[K]>
} & { readonly [keyedBrand]?: KeyedField<T> } & NotConditional

/** A field whose name is a value belongs only where users' own names belong. */
type KeyedField<T> = string extends keyof T ? Lift<T[keyof T]> | Absent<Lift<T[keyof T]>> : never

export type { Keyed }
