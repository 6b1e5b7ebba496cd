import type { Binding } from '../node/expression-node.js'

/**
 * What `.`, `$` and the loop variables mean at one place of a template. `with` and `range` move the dot, `define` with
 * parameters wraps the root context.
 */
export class Scope {
  /** What the dot is: the template's own context, or what the innermost `with` or `range` made it. */
  readonly dot: 'context' | Binding
  /** `.root` in helpers with parameters, whose context is a dict. */
  readonly root: '' | '.root'
  readonly #variables: ReadonlyMap<Binding, string>
  /** Printed conditions of the `if` blocks around this place. */
  readonly #known: ReadonlySet<string>

  constructor(
    dot: 'context' | Binding = 'context',
    root: '' | '.root' = '',
    variables: ReadonlyMap<Binding, string> = new Map(),
    known: ReadonlySet<string> = new Set(),
  ) {
    this.dot = dot
    this.root = root
    this.#variables = variables
    this.#known = known
  }

  /** The template's context, however deep we are: `.` or `$`. */
  get context(): '' | '$' {
    return this.dot === 'context' ? '' : '$'
  }

  /** Inside `with`: the dot moves, and with it what printed conditions mean. */
  within(binding: Binding): Scope {
    return new Scope(binding, this.root, this.#variables)
  }

  /** Inside `if condition`. */
  assuming(condition: string): Scope {
    return new Scope(this.dot, this.root, this.#variables, new Set([...this.#known, condition]))
  }

  /** True when an `if` around this place has asked the same already. */
  knows(condition: string): boolean {
    return this.#known.has(condition)
  }

  /** Inside `range`: the loop also gets a variable name that no outer loop uses. */
  looping(binding: Binding): Scope {
    const taken = new Set(this.#variables.values())
    let name = binding.name
    for (let suffix = 2; taken.has(name); suffix++) name = `${binding.name}${suffix}`
    return new Scope(binding, this.root, new Map([...this.#variables, [binding, name]]))
  }

  variable(binding: Binding): string | undefined {
    return this.#variables.get(binding)
  }
}
