import { type Expr, exprOf, nodeOf, type Ref } from '../expression/expr.js'
import type { Spread } from '../lift/lift.js'
import { BuildError } from '../node/build-error.js'
import type { ExpressionNode, LoopBinding } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'

/** A list being looped over. */
export interface EachItem<U> {
  readonly item: Ref<U>
}

/** A map being looped over, in the order of its sorted keys. */
export interface EachEntry<V> {
  readonly key: Expr<string>
  readonly value: Ref<V>
}

/** What `eachItem` and `eachEntry` return, whatever they loop over. */
type LoopSource = { readonly item: Expr<unknown> } | { readonly key: Expr<string> }

const bindings = new WeakMap<object, LoopBinding>()

const each = (subject: Expr<unknown>, shape: 'list' | 'map', name: string) => {
  const origin = captureOrigin()
  const binding: LoopBinding = { subject: nodeOf(subject), shape, name, origin }
  const variable = (part: 'key' | 'value') => exprOf<Ref<never>>({ kind: 'variable', binding, part, origin })
  return { binding, variable }
}

/** Starts a loop over a list. `name` is how the printed template calls an item. */
export const eachItem = <U>(list: Expr<readonly U[]>, name = 'item'): EachItem<U> => {
  const { binding, variable } = each(list, 'list', name)
  const loop = { item: variable('value') as Ref<U> }
  bindings.set(loop, binding)
  return loop
}

/** Starts a loop over a map. `name` is how the printed template calls a value; the key is called `<name>Key`. */
export const eachEntry = <V>(map: Expr<Readonly<Record<string, V>>>, name = 'value'): EachEntry<V> => {
  const { binding, variable } = each(map, 'map', name)
  const loop = { key: variable('key') as Expr<string>, value: variable('value') as Ref<V> }
  bindings.set(loop, binding)
  return loop
}

/** What `loop` and `entriesOf` return at run time. */
export class Loop {
  readonly origin: Origin
  readonly binding: LoopBinding
  /** Set for loops that make entries of a mapping. */
  readonly key: ExpressionNode | undefined
  readonly body: unknown

  constructor(over: object, body: unknown, key?: ExpressionNode) {
    const binding = bindings.get(over)
    this.origin = captureOrigin()
    if (binding === undefined) {
      throw new BuildError(this.origin, 'the first argument of a loop must come from eachItem or eachEntry')
    }
    this.binding = binding
    this.key = key
    this.body = body
  }
}

/** The body once per item or entry, as items of a list. */
export const loop = <L>(over: LoopSource, body: NoInfer<L>): Spread<L> => new Loop(over, body) as unknown as Spread<L>

/** A mapping with one field per entry of a map. */
export const entriesOf = <L>(
  over: { readonly key: Expr<string> },
  key: Expr<string>,
  body: NoInfer<L>,
): Readonly<Record<string, L>> => new Loop(over, body, nodeOf(key)) as unknown as Readonly<Record<string, L>>

/** All items of a user's list, in place. */
export class SpreadItems {
  readonly origin: Origin = captureOrigin()
  readonly expression: ExpressionNode

  constructor(expression: ExpressionNode) {
    this.expression = expression
  }
}

/** All items of a user's list in place, as they are. */
export const spread = <U>(list: Expr<readonly unknown[]>): Spread<U> =>
  new SpreadItems(nodeOf(list)) as unknown as Spread<U>
