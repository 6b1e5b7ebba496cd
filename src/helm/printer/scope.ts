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

  constructor(dot: 'context' | Binding = 'context', root: '' | '.root' = '', variables = new Map<Binding, string>()) {
    this.dot = dot
    this.root = root
    this.#variables = variables
  }

  /** The template's context, however deep we are: `.` or `$`. */
  get context(): '' | '$' {
    return this.dot === 'context' ? '' : '$'
  }

  /** Inside `with`: only the dot moves. */
  within(binding: Binding): Scope {
    return new Scope(binding, this.root, new Map(this.#variables))
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
