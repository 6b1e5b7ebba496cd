import type { Binding, LoopBinding } from '../node/expression-node.js'

interface Surroundings {
  readonly dot: 'context' | Binding
  readonly root: '' | '.root'
  /** Names of the loops around this place. */
  readonly loops: ReadonlyMap<Binding, string>
  /** Printed conditions of the `if` blocks around this place. */
  readonly known: ReadonlySet<string>
  /** Variables that the template declares at its top, with their printed values. */
  readonly declared: ReadonlyMap<string, string>
}

const top: Surroundings = { dot: 'context', root: '', loops: new Map(), known: new Set(), declared: new Map() }

/**
 * What `.`, `$` and the variables mean at one place of a template. `with` and `range` move the dot, `define` with
 * parameters wraps the root context.
 */
export class Scope {
  readonly #around: Surroundings

  constructor(around: Partial<Surroundings> = {}) {
    this.#around = { ...top, ...around }
  }

  /** What the dot is: the template's own context, or what the innermost `with` or `range` made it. */
  get dot(): 'context' | Binding {
    return this.#around.dot
  }

  /** `.root` in helpers with parameters, whose context is a dict. */
  get root(): '' | '.root' {
    return this.#around.root
  }

  /** The template's context, however deep we are: `.` or `$`. */
  get context(): '' | '$' {
    return this.dot === 'context' ? '' : '$'
  }

  /** Inside `with`: the dot moves, and with it what printed conditions mean. */
  within(binding: Binding): Scope {
    return this.#with({ dot: binding, known: new Set() })
  }

  /** Inside `range`: the dot moves, and the loop's variables get names that nothing around it uses. */
  looping(binding: LoopBinding): Scope {
    const { loops, declared } = this.#around
    const taken = new Set([...declared.keys(), ...[...loops.values()].flatMap((name) => [name, `${name}Key`])])
    let name = binding.name
    for (let suffix = 2; taken.has(name) || taken.has(`${name}Key`); suffix++) name = `${binding.name}${suffix}`
    return this.#with({ dot: binding, known: new Set(), loops: new Map([...loops, [binding, name]]) })
  }

  /** Inside `if condition`. */
  assuming(condition: string): Scope {
    return this.#with({ known: new Set([...this.#around.known, condition]) })
  }

  /** Below `$name := value`. */
  declaring(name: string, value: string): Scope {
    return this.#with({ declared: new Map([...this.#around.declared, [name, value]]) })
  }

  /** True when an `if` around this place has asked the same already. */
  knows(condition: string): boolean {
    return this.#around.known.has(condition)
  }

  /** The name of a loop around this place. */
  variable(binding: Binding): string | undefined {
    return this.#around.loops.get(binding)
  }

  /** The value of a variable that the template declares. */
  declaration(name: string): string | undefined {
    return this.#around.declared.get(name)
  }

  #with(changes: Partial<Surroundings>): Scope {
    return new Scope({ ...this.#around, ...changes })
  }
}
