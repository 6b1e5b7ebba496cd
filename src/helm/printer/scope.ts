import type { Binding, ExpressionNode, LoopBinding } from '../node/expression-node.js'
import { isSameExpression } from '../transform/same-expression.js'
import type { Declaration } from './declarations.js'

/** How the variables of a loop are called at one place. */
export interface LoopVariables {
  readonly key: string
  readonly value: string
}

interface Surroundings {
  readonly dot: 'context' | Binding
  readonly root: '' | '.root'
  /** The loops and `present` blocks around this place. */
  readonly bindings: ReadonlySet<Binding>
  readonly loops: ReadonlyMap<Binding, LoopVariables>
  /** What the `if` and `with` blocks around this place have asked. */
  readonly known: readonly ExpressionNode[]
  /** Variables that are declared here, and what they stand for; the printer has some of its own. */
  readonly declared: ReadonlyMap<string, Declaration | 'own'>
}

const top: Surroundings = {
  dot: 'context',
  root: '',
  bindings: new Set(),
  loops: new Map(),
  known: [],
  declared: new Map(),
}

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

  /** Inside `with`: the dot moves. */
  within(binding: Binding): Scope {
    return this.inside(binding).#with({ dot: binding })
  }

  /** Inside a `present` that does not move the dot. */
  inside(binding: Binding): Scope {
    return this.#with({ bindings: new Set([...this.#around.bindings, binding]) })
  }

  /** Inside `range`: the dot moves, and the loop's variables get names that nothing around it uses, and nothing of `inside`. */
  looping(binding: LoopBinding, inside: readonly string[]): Scope {
    const { shape, names } = binding
    const value = this.freeName(names.value, ...inside)
    // A loop over a list has no key.
    const key = shape === 'list' ? '' : this.freeName(names.key, value, ...inside)
    return this.within(binding).#with({ loops: new Map([...this.#around.loops, [binding, { key, value }]]) })
  }

  /** A name for a variable that nothing around this place uses. */
  freeName(wanted: string, ...besides: readonly string[]): string {
    const { loops, declared } = this.#around
    const taken = new Set([
      ...besides,
      ...declared.keys(),
      ...[...loops.values()].flatMap(({ key, value }) => [key, value]),
    ])
    let name = wanted
    for (let suffix = 2; taken.has(name); suffix++) name = `${wanted}${suffix}`
    return name
  }

  /** Inside `if condition`. */
  assuming(condition: ExpressionNode): Scope {
    return this.#with({ known: [...this.#around.known, condition] })
  }

  /** Below `$name := value`. */
  declaring(name: string, meaning: Declaration | 'own'): Scope {
    return this.#with({ declared: new Map([...this.#around.declared, [name, meaning]]) })
  }

  /** True when an `if` or `with` around this place has asked the same already. */
  knows(condition: ExpressionNode): boolean {
    return this.#around.known.some((known) => isSameExpression(known, condition))
  }

  /** True when all of these loops and `present` blocks are around this place. */
  holds(bindings: ReadonlySet<Binding>): boolean {
    return [...bindings].every((binding) => this.#around.bindings.has(binding))
  }

  /** The names of the variables of a loop around this place. */
  variables(binding: Binding): LoopVariables | undefined {
    return this.#around.loops.get(binding)
  }

  /** What a variable that is declared here stands for. */
  declaration(name: string): Declaration | 'own' | undefined {
    return this.#around.declared.get(name)
  }

  #with(changes: Partial<Surroundings>): Scope {
    return new Scope({ ...this.#around, ...changes })
  }
}
