import type { TextBlockNode } from '../node/document-node.js'
import type { Binding, ExpressionNode, LoopBinding } from '../node/expression-node.js'
import type { Origin } from '../node/origin.js'

/** What an author wrote besides plain objects, lists, literals and expressions: content that waits to learn where it stands. */
export type Construct =
  | Conditional
  | Presence
  | Loop
  | { readonly kind: 'spread'; readonly expression: ExpressionNode; readonly origin: Origin }
  | { readonly kind: 'keyed'; readonly key: ExpressionNode; readonly value: unknown; readonly origin: Origin }
  | MergeConstruct
  | { readonly kind: 'filled'; readonly items: readonly unknown[]; readonly origin: Origin }
  | TextBlockNode

/** `when`, `match`, `ifElse`. */
export interface Conditional {
  readonly kind: 'conditional'
  readonly condition: ExpressionNode
  readonly body: unknown
  readonly otherwise: unknown
  readonly origin: Origin
}

/** `present`. */
export interface Presence {
  readonly kind: 'presence'
  readonly binding: Binding
  readonly body: unknown
  readonly origin: Origin
}

/** `each`, `entries`. */
export interface Loop {
  readonly kind: 'loop'
  readonly binding: LoopBinding
  readonly body: unknown
  readonly origin: Origin
}

export interface MergeConstruct {
  readonly kind: 'merge'
  readonly fixed:
    | { readonly fields: Readonly<Record<string, unknown>> }
    /** What helpers return, earlier ones first. */
    | { readonly mappings: readonly ExpressionNode[] }
  readonly user: ExpressionNode
  readonly winner: 'fixed' | 'user'
  readonly origin: Origin
}

const constructs = new WeakMap<object, Construct>()

/** No field of a YAML document can begin with this character. */
const mark = '\u0000'
let made = 0

/**
 * What the author holds in hand: an object of the type that the place expects. Its one property has a name of its own, which
 * `{ ...a, ...b }` copies like any other: that is how a construct keeps its place among the fields of an object.
 */
export const handleOf = <Placeholder>(construct: Construct): Placeholder => {
  const handle = Object.freeze({ [`${mark}${made++}`]: construct })
  constructs.set(handle, construct)
  return handle as Placeholder
}

/** The construct that a value stands for; `undefined` for anything else. */
export const constructOf = (value: unknown): Construct | undefined =>
  typeof value === 'object' && value !== null ? constructs.get(value) : undefined

/** True for the name of a property under which a construct was spread into an object. */
export const isSpread = (key: string): boolean => key.startsWith(mark)
