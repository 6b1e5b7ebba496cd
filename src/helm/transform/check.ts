import type { Assertion } from '../builder/assertion.js'
import type { Helper } from '../builder/helper.js'
import type { Resource } from '../builder/resource.js'
import { describe } from '../expression/expr.js'
import { functions } from '../function/table.js'
import { BuildError } from '../node/build-error.js'
import type { DocumentNode, TextBlockNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { operandsOf, type Place, visitExpressions } from './children.js'
import type { Types } from './types.js'

export interface ChartParts {
  readonly templates: Readonly<Record<string, Resource>>
  readonly helpers: readonly Helper[]
  readonly assertions: readonly Assertion[]
  readonly notes: TextBlockNode
}

/** Functions whose whole purpose is a value that may be absent. */
const takesAbsent = new Set(['isSet', 'orElse', 'nonEmpty', 'isEmpty', 'ifEmpty'])

/**
 * All mistakes that TypeScript could not see because `any` let them through: unknown value paths, loop variables outside
 * their loop, values that may be absent where something must stand, helpers and checksums of other charts.
 */
export const checkChart = (chart: ChartParts, types: Types): readonly BuildError[] => {
  const checker = new Checker(chart, types)
  for (const resource of Object.values(chart.templates)) {
    if (resource.condition !== undefined) checker.expression(resource.condition, topLevel)
    checker.document(resource.document)
  }
  for (const { body } of chart.helpers) checker.body(body)
  for (const { refuses, problem, example } of chart.assertions) {
    for (const part of [refuses, problem, example]) checker.expression(part, topLevel)
  }
  checker.document(chart.notes)
  return checker.errors
}

const topLevel: Place = { bindings: [], mayBeAbsent: false }

class Checker {
  readonly errors: BuildError[] = []
  readonly #helpers: ReadonlySet<string>
  readonly #resources: ReadonlySet<object>
  readonly #types: Types

  constructor(chart: ChartParts, types: Types) {
    this.#types = types
    this.#helpers = new Set(chart.helpers.map(({ name }) => name))
    this.#resources = new Set(Object.values(chart.templates))
  }

  body(body: ExpressionNode | DocumentNode): void {
    if (isDocument(body)) this.document(body)
    else this.expression(body, topLevel)
  }

  document(node: DocumentNode): void {
    visitExpressions(node, (expression, place) => this.expression(expression, place))
  }

  expression(node: ExpressionNode, place: Place): void {
    try {
      this.#types.of(node)
      if (this.#types.isOptional(node) && !place.mayBeAbsent) {
        throw new BuildError(node.origin, `'${describe(node)}' may be absent: use present(…) or orElse(…)`)
      }
    } catch (error) {
      this.#remember(error)
      return
    }
    this.#checkReference(node, place)
    const mayBeAbsent = node.kind === 'member' || (node.kind === 'call' && takesAbsent.has(node.name))
    for (const operand of operandsOf(node)) this.expression(operand, { ...place, mayBeAbsent })
  }

  #checkReference(node: ExpressionNode, { bindings }: Place): void {
    if (node.kind === 'variable' && !bindings.includes(node.binding)) {
      this.errors.push(new BuildError(node.origin, `'${describe(node)}' is used outside its loop or present block`))
    }
    if (node.kind === 'include' && !this.#helpers.has(node.helper.name)) {
      this.errors.push(new BuildError(node.origin, `helper '${node.helper.name}' is not among the chart's helpers`))
    }
    if (node.kind === 'checksum' && !this.#resources.has(node.of)) {
      this.errors.push(new BuildError(node.origin, "checksum of an object that is not among the chart's templates"))
    }
    if (node.kind === 'call' && functions[node.name].integersOnly === true) this.#checkIntegers(node.args)
    if (node.kind === 'literal' && typeof node.value === 'string' && !node.value.isWellFormed()) {
      this.errors.push(new BuildError(node.origin, 'this text is no valid Unicode: it holds half a character'))
    }
  }

  #checkIntegers(operands: readonly ExpressionNode[]): void {
    for (const operand of operands) {
      if (this.#types.of(operand).kind === 'integer') continue
      this.errors.push(
        new BuildError(operand.origin, `arithmetic is for integers, which '${describe(operand)}' is not`),
      )
    }
  }

  #remember(error: unknown): void {
    if (!(error instanceof BuildError)) throw error
    if (!this.errors.some(({ message }) => message === error.message)) this.errors.push(error)
  }
}

const documentKinds: ReadonlySet<string> = new Set(['value', 'mapping', 'sequence', 'textBlock'])

export const isDocument = (node: ExpressionNode | DocumentNode): node is DocumentNode => documentKinds.has(node.kind)
