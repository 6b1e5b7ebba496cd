import type { Expr, IsAny, Leaf } from '../expression/expr.js'

declare const omittableBrand: unique symbol
declare const spreadBrand: unique symbol

/** A value that may be absent: allowed for optional fields and list items only. Made by `when` and `present`. */
export interface Omittable<out L> {
  readonly [omittableBrand]: L
}

/** Zero or more items of a list. Made by `loop` and `spread`. */
export interface Spread<out L> {
  readonly [spreadBrand]: L
}

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
        ? Expr<T> | readonly (Lift<U> | Omittable<Lift<U>> | Spread<Lift<U>>)[]
        : Expr<T> | LiftObject<NonNullable<T>>

export type LiftObject<T> = {
  // biome-ignore lint/complexity/noBannedTypes: `{}` is how TypeScript asks whether a key is optional.
  readonly [K in keyof T]: {} extends Pick<T, K> ? Lift<T[K]> | Omittable<Lift<NonNullable<T[K]>>> : Lift<T[K]>
}
