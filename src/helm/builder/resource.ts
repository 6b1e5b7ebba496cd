import type { Expr } from '../expression/expr.js'
import { nodeOf } from '../expression/expr.js'
import type { LiftObject } from '../lift/lift.js'
import type { Absent, Several, Whole, wholeBrand } from '../lift/placeholder.js'
import { BuildError } from '../node/build-error.js'
import type { ObjectNode, TemplateNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'
import { constructOf } from './construct.js'
import { structureOf, toDocument } from './to-document.js'

/** One Kubernetes object of the chart. */
export class Resource implements Whole {
  declare readonly [wholeBrand]: true
  readonly object: ObjectNode
  /** The object exists only if this holds. */
  readonly condition: ExpressionNode | undefined
  readonly origin: Origin

  constructor(object: object, condition?: Expr<boolean>) {
    this.origin = captureOrigin()
    const document = toDocument(object)
    if (document.kind !== 'mapping') {
      throw new BuildError(this.origin, 'a resource must be an object with fixed fields')
    }
    this.object = { kind: 'object', document, origin: this.origin }
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

/** What one file below `templates/` makes: an object, or those of a loop. */
export type Template = Resource | Absent<Resource | Several<Resource>> | Several<Resource | readonly Resource[]>

/** The nodes of a template. */
export const templateNodes = (template: unknown, origin: Origin = captureOrigin()): readonly TemplateNode[] => {
  if (template === undefined) return []
  if (Array.isArray(template)) return template.flatMap((inner) => templateNodes(inner, origin))
  if (template instanceof Resource) {
    const { object, condition } = template
    return condition === undefined
      ? [object]
      : [{ kind: 'when', condition, body: [object], otherwise: [], origin: condition.origin }]
  }
  const construct = constructOf(template)
  if (construct?.kind === 'conditional' || construct?.kind === 'presence' || construct?.kind === 'loop') {
    return [structureOf(construct, templateNodes)]
  }
  throw new BuildError(origin, 'a template holds a resource(…), or each(…) or entries(…) over resources')
}
