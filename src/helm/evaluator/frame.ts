import type { PlainMap } from '../go/semantics.js'
import type { Binding, VariableNode } from '../node/expression-node.js'
import type { RenderContext } from './context.js'

interface Bound {
  readonly binding: Binding
  readonly key: unknown
  readonly value: unknown
  readonly outer: Bound | undefined
}

/** One argument further on the way to a result. */
class Step {
  next: Map<unknown, Step> | undefined
  result: { readonly value: unknown } | undefined
}

/** What an expression sees at one place during one render: Helm's context, parameters of a helper, loop variables. */
export class Frame {
  readonly context: RenderContext
  readonly parameters: PlainMap
  readonly #bound: Bound | undefined
  /** What was computed before in this render. */
  readonly #computed: Map<unknown, unknown>

  constructor(
    context: RenderContext,
    parameters: PlainMap = {},
    bound?: Bound,
    computed: Map<unknown, unknown> = new Map(),
  ) {
    this.context = context
    this.#computed = computed
    this.parameters = parameters
    this.#bound = bound
  }

  /** Inside the body of a helper: nothing of the caller but the arguments. */
  calling(parameters: PlainMap): Frame {
    return new Frame(this.context, parameters, undefined, this.#computed)
  }

  /** Inside a loop or a `present` block. */
  binding(binding: Binding, value: unknown, key?: unknown): Frame {
    return new Frame(this.context, this.parameters, { binding, key, value, outer: this.#bound }, this.#computed)
  }

  /** Computes once per render what depends on nothing but the context and what its key says. */
  once(key: unknown, compute: () => unknown): unknown {
    const known = this.#computed.get(key)
    if (known !== undefined) return known
    const value = compute()
    this.#computed.set(key, value)
    return value
  }

  /** The same for what depends on arguments too: equal scalars, and the very same lists and maps. */
  onceFor(key: unknown, args: readonly unknown[], compute: () => unknown): unknown {
    let step = this.once(key, () => new Step()) as Step
    for (const argument of args) {
      step.next ??= new Map()
      let next = step.next.get(argument)
      if (next === undefined) {
        next = new Step()
        step.next.set(argument, next)
      }
      step = next
    }
    step.result ??= { value: compute() }
    return step.result.value
  }

  /** Its binding surrounds the place: the build refuses a variable outside its loop (`checkChart`). */
  variable({ binding, part }: VariableNode): unknown {
    let bound = this.#bound as Bound
    while (bound.binding !== binding) bound = bound.outer as Bound
    return bound[part]
  }
}
