import { type Expr, type LiftObject, type Resource, resource, resourceWhen } from '../../helm/index.js'

/** An object of a component: there with it, or always. */
export const objectOf = <T extends { kind: string; apiVersion: string }>(
  exists: Expr<boolean> | undefined,
  object: LiftObject<T>,
): Resource => (exists === undefined ? resource<T>(object) : resourceWhen<T>(exists, object))
