import { isTruthy, type PlainMap } from '../go/semantics.js'
import type { AssertionNode, ObjectNode, TemplateNode } from '../node/document-node.js'
import type { HelperReference } from '../node/expression-node.js'
import { formatPosition } from '../node/origin.js'
import type { ChartParts } from '../transform/check.js'
import { isDocument } from '../transform/children.js'
import { guardOptionals } from '../transform/guard-optionals.js'
import type { Types } from '../transform/types.js'
import type { RenderContext } from './context.js'
import { DocumentCompiler, type Write } from './document-compiler.js'
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

/** An object, and the node that made it. */
interface Made {
  readonly node: ObjectNode
  readonly object: PlainMap
}

/** Renders a chart in process: the second interpreter of the same nodes that the printer prints. */
export class ChartEvaluator {
  readonly #expressions: ExpressionCompiler
  readonly #documents: DocumentCompiler
  readonly #types: Types
  /** What each node of a template makes. */
  readonly #made = new Map<TemplateNode, (frame: Frame) => readonly Made[]>()
  /** The node at the top of a template that an object stands in. */
  readonly #rootOf = new Map<object, TemplateNode>()
  readonly #guards: readonly Write<Problem[]>[]
  readonly #problems: Write<Problem[]>
  readonly #notes: (frame: Frame) => string
  readonly #roots: readonly { readonly template: string; readonly root: TemplateNode }[]

  /** Everything that does not depend on values is done here, once for any number of renders. */
  constructor({ templates, helpers, guards, checks, notes }: ChartParts, types: Types) {
    const bodies = new Map<string, Evaluate>()
    this.#types = types
    this.#expressions = new ExpressionCompiler(types, {
      helper: (name) => (frame) => (bodies.get(name) as Evaluate)(frame),
      terms: (items) => this.#documents.terms(items),
      object: (of, frame) => this.#object(of, frame),
    })
    this.#documents = new DocumentCompiler(types, this.#expressions)
    for (const helper of helpers) bodies.set(helper.name, this.#helper(helper))
    for (const root of Object.values(templates).flat()) this.#compile(root)
    this.#roots = Object.entries(templates).flatMap(([template, roots]) => roots.map((root) => ({ template, root })))
    this.#guards = guards.map((guard) => this.#assertion(guard))
    this.#problems = this.#documents.structures(Object.values(checks).flat(), (rule) => this.#assertion(rule))
    this.#notes = this.#documents.textBlock(notes, 'plain')
  }

  render(context: RenderContext): Rendering {
    const frame = new Frame(context)
    const problems: Problem[] = []
    for (const guard of this.#guards) if (problems.length === 0) guard(frame, problems)
    if (problems.length === 0) this.#problems(frame, problems)
    if (problems.length > 0) return { objects: [], notes: '', problems }
    const objects: RenderedObject[] = []
    for (const { template, root } of this.#roots) {
      for (const { object } of this.#madeBy(root, frame)) objects.push({ template, object })
    }
    // Helm removes this text from every rendered file.
    return { objects, notes: this.#notes(frame).replaceAll('<no value>', ''), problems }
  }

  #helper({ body }: HelperReference): Evaluate {
    return isDocument(body)
      ? this.#documents.document(guardOptionals(body, this.#types))
      : this.#expressions.compile(body)
  }

  #compile(root: TemplateNode): void {
    const write = this.#documents.structures<ObjectNode, Made[]>([root], (node) => {
      this.#rootOf.set(node, root)
      const object = this.#documents.document(guardOptionals(node.document, this.#types)) as (frame: Frame) => PlainMap
      return (frame, into) => into.push({ node, object: object(frame) })
    })
    this.#made.set(root, (frame) => {
      const made: Made[] = []
      write(frame, made)
      return made
    })
  }

  /** Each template once in a render, although checksums look at it too. */
  #madeBy(root: TemplateNode, frame: Frame): readonly Made[] {
    return frame.once(root, () => this.#made.get(root)?.(frame)) as readonly Made[]
  }

  #object(of: object, frame: Frame): PlainMap | undefined {
    const root = this.#rootOf.get(of) as TemplateNode
    return this.#madeBy(root, frame.calling({})).find(({ node }) => node === of)?.object
  }

  #assertion({ key, refuses, problem, example, origin }: AssertionNode): Write<Problem[]> {
    const [isRefused, ...texts] = [refuses, key, problem, example].map((part) => this.#expressions.compile(part)) as [
      Evaluate,
      ...Evaluate[],
    ]
    return (frame, into) => {
      if (!isTruthy(isRefused(frame))) return
      const [keyText, problemText, exampleText] = texts.map((text) => String(text(frame))) as [string, string, string]
      into.push({ key: keyText, problem: problemText, example: exampleText, position: formatPosition(origin.position) })
    }
  }
}
