import { createHash } from 'node:crypto'
import { functions } from '../function/table.js'
import { BuildError } from '../node/build-error.js'
import type { Binding, ExpressionNode, ParameterNode, VariableNode } from '../node/expression-node.js'
import type { RenderContext } from './context.js'
import { asMap, goJson, goText } from './go-semantics.js'

/** The values of loop variables, `present` blocks and helper parameters at one place. */
export class Environment {
  readonly #variables: ReadonlyMap<Binding, { readonly key: unknown; readonly value: unknown }>
  readonly #parameters: Readonly<Record<string, unknown>>

  constructor(
    parameters: Readonly<Record<string, unknown>> = {},
    variables: ReadonlyMap<Binding, { readonly key: unknown; readonly value: unknown }> = new Map(),
  ) {
    this.#parameters = parameters
    this.#variables = variables
  }

  with(binding: Binding, value: unknown, key?: unknown): Environment {
    return new Environment(this.#parameters, new Map([...this.#variables, [binding, { key, value }]]))
  }

  variable({ binding, part, origin }: VariableNode): unknown {
    const bound = this.#variables.get(binding)
    if (bound === undefined) throw new BuildError(origin, 'a loop variable is used outside its loop')
    return bound[part]
  }

  parameter({ name }: ParameterNode): unknown {
    return this.#parameters[name]
  }
}

/** What expressions need from the rest of the evaluator. */
export interface ChartLookups {
  /** What a helper returns. */
  readonly include: (name: string, args: Readonly<Record<string, unknown>>) => unknown
  /** The rendered object behind a checksum; `undefined` when its condition does not hold. */
  readonly object: (of: object) => Readonly<Record<string, unknown>> | undefined
}

/** Evaluates expressions with Go's and Helm's semantics. */
export class ExpressionEvaluator {
  readonly #context: RenderContext
  readonly #lookups: ChartLookups

  constructor(context: RenderContext, lookups: ChartLookups) {
    this.#context = context
    this.#lookups = lookups
  }

  evaluate(node: ExpressionNode, environment: Environment): unknown {
    switch (node.kind) {
      case 'literal':
        return node.value
      case 'values':
        return this.#context.Values
      case 'builtIn':
        return node.path.reduce<unknown>((object, key) => asMap(object)[key], this.#context)
      case 'member':
        return asMap(this.evaluate(node.object, environment))[node.key]
      case 'variable':
        return environment.variable(node)
      case 'parameter':
        return environment.parameter(node)
      case 'call':
        return functions[node.name].evaluate(node.args.map((arg) => this.evaluate(arg, environment)))
      case 'text':
        return this.text(node.parts, environment)
      case 'include': {
        const args = Object.entries(node.args).map(([name, arg]) => [name, this.evaluate(arg, environment)])
        return this.#lookups.include(node.helper.name, Object.fromEntries(args))
      }
      case 'checksum': {
        const data = this.#lookups.object(node.of)?.data ?? null
        return createHash('sha256').update(goJson(data)).digest('hex')
      }
      case 'named':
        return this.evaluate(node.expression, environment)
    }
  }

  text(parts: readonly (string | ExpressionNode)[], environment: Environment): string {
    return parts.map((part) => (typeof part === 'string' ? part : goText(this.evaluate(part, environment)))).join('')
  }
}
