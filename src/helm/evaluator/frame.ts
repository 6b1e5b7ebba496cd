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
class Step extends Map<unknown, unknown> {}

const result = Symbol('result')

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
    if (!this.#computed.has(key)) this.#computed.set(key, compute())
    return this.#computed.get(key)
  }

  /** The same for what depends on arguments too: equal scalars, and the very same lists and maps. */
  onceFor(key: unknown, args: readonly unknown[], compute: () => unknown): unknown {
    let known = this.#computed
    for (const step of [key, ...args]) {
      const next = known.get(step) ?? new Step()
      if (!known.has(step)) known.set(step, next)
      known = next as Step
    }
    if (!known.has(result)) known.set(result, compute())
    return known.get(result)
  }

  /** Its binding surrounds the place: the build refuses a variable outside its loop (`checkChart`). */
  variable({ binding, part }: VariableNode): unknown {
    let bound = this.#bound as Bound
    while (bound.binding !== binding) bound = bound.outer as Bound
    return bound[part]
  }
}
