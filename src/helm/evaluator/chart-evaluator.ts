import type { Resource } from '../builder/resource.js'
import type { MappingNode } from '../node/document-node.js'
import { formatPosition } from '../node/origin.js'
import type { ChartParts } from '../transform/check.js'
import { isDocument } from '../transform/check.js'
import { guardOptionals } from '../transform/guard-optionals.js'
import type { Types } from '../transform/types.js'
import type { RenderContext } from './context.js'
import { DocumentEvaluator } from './document-evaluator.js'
import { Environment, ExpressionEvaluator } from './expression-evaluator.js'
import { isTruthy } from './go-semantics.js'

/** An object as a cluster would get it. */
export interface RenderedObject {
  /** Its template, relative to `templates/`, without `.yaml`. */
  readonly template: string
  readonly object: Readonly<Record<string, unknown>>
}

/** A rule that the values break. */
export interface Problem {
  readonly key: string
  readonly problem: string
  readonly example: string
  /** The rule's place in the TypeScript source. */
  readonly position: string
}

export interface Rendering {
  /** In the order of the chart's templates. Empty when there are problems, as with Helm. */
  readonly objects: readonly RenderedObject[]
  readonly notes: string
  readonly problems: readonly Problem[]
}

/** Renders a chart in process: the second interpreter of the same nodes that the printer prints. */
export const evaluateChart = (chart: ChartParts, types: Types, context: RenderContext): Rendering => {
  const rendered = new Map<object, Record<string, unknown> | undefined>()
  const helpers = new Map(chart.helpers.map((helper) => [helper.name, helper]))

  const include = (name: string, args: Readonly<Record<string, unknown>>): unknown => {
    const body = helpers.get(name)?.body
    if (body === undefined) throw new Error(`the chart has no helper '${name}'`)
    const environment = new Environment(args)
    if (!isDocument(body)) return expressions.evaluate(body, environment)
    return documents.document(guardOptionals(body, types), environment)
  }
  const object = (of: object): Record<string, unknown> | undefined => {
    if (!rendered.has(of)) rendered.set(of, render(of as Resource))
    return rendered.get(of)
  }
  const expressions = new ExpressionEvaluator(context, { include, object })
  const documents = new DocumentEvaluator(types, expressions)

  const render = ({ document, condition }: Resource): Record<string, unknown> | undefined => {
    const environment = new Environment()
    if (condition !== undefined && !isTruthy(expressions.evaluate(condition, environment))) return undefined
    return documents.mapping((guardOptionals(document, types) as MappingNode).entries, environment)
  }

  const problems = chart.assertions.flatMap((assertion): Problem[] => {
    const environment = new Environment()
    if (!isTruthy(expressions.evaluate(assertion.refuses, environment))) return []
    return [
      {
        key: assertion.key,
        problem: String(expressions.evaluate(assertion.problem, environment)),
        example: String(expressions.evaluate(assertion.example, environment)),
        position: formatPosition(assertion.origin.position),
      },
    ]
  })
  if (problems.length > 0) return { objects: [], notes: '', problems }

  const objects = Object.entries(chart.templates).flatMap(([template, resource]): RenderedObject[] => {
    const result = object(resource)
    return result === undefined ? [] : [{ template, object: result }]
  })
  // Helm removes this text from every rendered file.
  const notes = documents.textBlock(chart.notes, new Environment(), 'plain').replaceAll('<no value>', '')
  return { objects, notes, problems }
}
