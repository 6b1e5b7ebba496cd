import type { Assertion } from '../builder/assertion.js'
import type { Helper } from '../builder/helper.js'
import type { Resource } from '../builder/resource.js'
import { isTruthy, type PlainMap } from '../go/semantics.js'
import { formatPosition } from '../node/origin.js'
import type { ChartParts } from '../transform/check.js'
import { isDocument } from '../transform/check.js'
import { guardOptionals } from '../transform/guard-optionals.js'
import type { Types } from '../transform/types.js'
import type { RenderContext } from './context.js'
import { DocumentCompiler } from './document-compiler.js'
import { type Evaluate, ExpressionCompiler } from './expression-compiler.js'
import { Frame } from './frame.js'

/** An object as a cluster would get it. */
export interface RenderedObject {
  /** Its template, relative to `templates/`, without `.yaml`. */
  readonly template: string
  readonly object: PlainMap
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
export class ChartEvaluator {
  readonly #expressions: ExpressionCompiler
  readonly #documents: DocumentCompiler
  readonly #types: Types
  readonly #objects: ReadonlyMap<object, (frame: Frame) => PlainMap | undefined>
  readonly #problems: readonly ((frame: Frame) => Problem | undefined)[]
  readonly #notes: (frame: Frame) => string
  readonly #templates: readonly (readonly [template: string, resource: Resource])[]

  /** Everything that does not depend on values is done here, once for any number of renders. */
  constructor({ templates, helpers, assertions, notes }: ChartParts, types: Types) {
    const bodies = new Map<string, Evaluate>()
    const objects = new Map<object, (frame: Frame) => PlainMap | undefined>()
    this.#types = types
    this.#expressions = new ExpressionCompiler({
      helper: (name) => (frame) => (bodies.get(name) as Evaluate)(frame),
      object: (of, frame) => objects.get(of)?.(frame),
    })
    this.#documents = new DocumentCompiler(types, this.#expressions)
    for (const helper of helpers) bodies.set(helper.name, this.#helper(helper))
    for (const resource of Object.values(templates)) objects.set(resource, this.#resource(resource))
    this.#objects = objects
    this.#templates = Object.entries(templates)
    this.#problems = assertions.map((assertion) => this.#assertion(assertion))
    this.#notes = this.#documents.textBlock(notes, 'plain')
  }

  render(context: RenderContext): Rendering {
    const frame = new Frame(context)
    const problems = this.#problems.flatMap((problemIn) => problemIn(frame) ?? [])
    if (problems.length > 0) return { objects: [], notes: '', problems }
    const objects = this.#templates.flatMap(([template, resource]): RenderedObject[] => {
      const object = this.#objects.get(resource)?.(frame)
      return object === undefined ? [] : [{ template, object }]
    })
    // Helm removes this text from every rendered file.
    return { objects, notes: this.#notes(frame).replaceAll('<no value>', ''), problems }
  }

  #helper({ body }: Helper): Evaluate {
    return isDocument(body)
      ? this.#documents.document(guardOptionals(body, this.#types))
      : this.#expressions.compile(body)
  }

  #resource({ document, condition }: Resource): (frame: Frame) => PlainMap | undefined {
    const exists = condition === undefined ? () => true : this.#expressions.compile(condition)
    const object = this.#documents.document(guardOptionals(document, this.#types)) as (frame: Frame) => PlainMap
    return (frame) => (isTruthy(exists(frame)) ? object(frame) : undefined)
  }

  #assertion({ key, refuses, problem, example, origin }: Assertion): (frame: Frame) => Problem | undefined {
    const [isRefused, problemText, exampleText] = [refuses, problem, example].map((part) =>
      this.#expressions.compile(part),
    ) as [Evaluate, Evaluate, Evaluate]
    return (frame) => {
      if (!isTruthy(isRefused(frame))) return undefined
      const position = formatPosition(origin.position)
      return { key, problem: String(problemText(frame)), example: String(exampleText(frame)), position }
    }
  }
}
