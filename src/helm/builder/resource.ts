import type { Expr } from '../expression/expr.js'
import { nodeOf } from '../expression/expr.js'
import type { LiftObject } from '../lift/lift.js'
import { BuildError } from '../node/build-error.js'
import type { MappingNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'
import { toDocument } from './to-document.js'

/** One Kubernetes object of the chart: one file below `templates/`. */
export class Resource {
  readonly document: MappingNode
  /** The object exists only if this holds. */
  readonly condition: ExpressionNode | undefined
  readonly origin: Origin

  constructor(object: object, condition?: Expr<boolean>) {
    this.origin = captureOrigin()
    const document = toDocument(object)
    if (document.kind !== 'mapping') {
      throw new BuildError(this.origin, 'a resource must be an object with fixed fields')
    }
    this.document = document
    this.condition = condition === undefined ? undefined : nodeOf(condition)
  }
}

/** An object that is always there. `T` is the interface of its kind from kubernetes-models. */
export const resource = <T extends { kind: string; apiVersion: string }>(object: LiftObject<T>): Resource =>
  new Resource(object)

/** An object that is there only if the condition holds. */
export const resourceWhen = <T extends { kind: string; apiVersion: string }>(
  condition: Expr<boolean>,
  object: LiftObject<T>,
): Resource => new Resource(object, condition)
