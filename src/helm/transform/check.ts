import { describe } from '../expression/expr.js'
import { definitionOf } from '../function/table.js'
import { BuildError } from '../node/build-error.js'
import type { AssertionNode, ObjectNode, RuleNode, TemplateNode, TextBlockNode } from '../node/document-node.js'
import type { ExpressionNode, HelperReference } from '../node/expression-node.js'
import { isNameLike } from '../node/value-type.js'
import { type AnyNode, isDocument, operandsOf, type Place, visitExpressions } from './children.js'
import { checkNamesInLoops } from './names-in-loops.js'
import type { Types } from './types.js'

/** What a chart is made of, as both interpreters need it. */
export interface ChartParts {
  /** By the path of their file below `templates/`, without `.yaml`. */
  readonly templates: Readonly<Record<string, readonly TemplateNode[]>>
  readonly helpers: readonly HelperReference[]
  /** What is refused before anything else is looked at. */
  readonly guards: readonly AssertionNode[]
  /** Rules by the path of their file below `templates/`, without `.tpl`. */
  readonly checks: Readonly<Record<string, readonly RuleNode[]>>
  readonly notes: TextBlockNode
}

/** Every node of a chart that stands on its own. */
export const rootsOf = ({
  templates,
  helpers,
  guards,
  checks,
  notes,
}: ChartParts): readonly (AnyNode | ExpressionNode)[] => [
  ...Object.values(templates).flat(),
  ...helpers.map(({ body }) => body),
  ...guards,
  ...Object.values(checks).flat(),
  notes,
]

/**
 * All mistakes that TypeScript could not see because `any` let them through: unknown value paths, loop variables outside
 * their loop, values that may be absent where something must stand, helpers and checksums of other charts.
 */
export const checkChart = (chart: ChartParts, types: Types): readonly BuildError[] => {
  const checker = new Checker(chart, types)
  for (const root of rootsOf(chart)) checker.root(root)
  for (const helper of chart.helpers) checker.result(helper)
  return [...checker.errors, ...Object.values(chart.templates).flatMap(checkNamesInLoops)]
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
    this.#resources = new Set(Object.values(chart.templates).flat().flatMap(singleObjects))
  }

  root(root: AnyNode | ExpressionNode): void {
    if (isExpressionNode(root)) this.expression(root, topLevel)
    else this.#node(root, topLevel)
  }

  /** A name is printed without quotes, so a helper that promises one must keep the promise for every input. */
  result({ name, returns, body }: HelperReference): void {
    if (returns !== 'name' || isDocument(body)) return
    try {
      const type = this.#types.of(body)
      const isName = type.kind === 'name' || (type.kind === 'string' && type.choices?.every(isNameLike) === true)
      if (isName) return
      this.errors.push(
        new BuildError(
          body.origin,
          `the helper '${name}' returns a name, but its text may hold anything: return text, or give the value a ` +
            "pattern of lower-case letters, digits, '-' and '.', such as ^[a-z][a-z0-9-]*$",
        ),
      )
    } catch (error) {
      this.#remember(error)
    }
  }

  #node(node: AnyNode, { bindings }: Place): void {
    visitExpressions(node, (expression, place) => this.expression(expression, place), bindings)
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
    const mayBeAbsent = node.kind === 'member' || (node.kind === 'call' && definitionOf(node.name).takesAbsent === true)
    for (const operand of operandsOf(node)) this.expression(operand, { ...place, mayBeAbsent })
    if (node.kind === 'fold') for (const item of node.items) this.#node(item, place)
  }

  #checkReference(node: ExpressionNode, { bindings }: Place): void {
    if (node.kind === 'variable' && !bindings.includes(node.binding)) {
      this.errors.push(new BuildError(node.origin, `'${describe(node)}' is used outside its loop or present block`))
    }
    if (node.kind === 'include' && !this.#helpers.has(node.helper.name)) {
      this.errors.push(new BuildError(node.origin, `helper '${node.helper.name}' is not among the chart's helpers`))
    }
    if (node.kind === 'checksum' && !this.#resources.has(node.of)) {
      this.errors.push(
        new BuildError(
          node.origin,
          "checksum of an object that is not among the chart's templates, or that is one of many",
        ),
      )
    }
    if (node.kind === 'call' && definitionOf(node.name).integersOnly === true) this.#checkIntegers(node.args)
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

/** The objects of a template that are there at most once: those of a loop have no path of their own. */
export const singleObjects = (node: TemplateNode): readonly ObjectNode[] => {
  if (node.kind === 'object') return [node]
  return node.kind === 'when' ? [...node.body, ...node.otherwise].flatMap(singleObjects) : []
}

const isExpressionNode = (node: AnyNode | ExpressionNode): node is ExpressionNode =>
  !isDocument(node) && !['when', 'present', 'loop', 'assertion', 'object'].includes(node.kind)
