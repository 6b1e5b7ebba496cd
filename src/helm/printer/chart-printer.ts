import type { Assertion } from '../builder/assertion.js'
import type { Helper } from '../builder/helper.js'
import type { Resource } from '../builder/resource.js'
import { BuildError } from '../node/build-error.js'
import type { DocumentNode, EntryNode, TextBlockNode } from '../node/document-node.js'
import type { ExpressionNode, NamedNode } from '../node/expression-node.js'
import { type Origin, relativeTo, unknownPosition } from '../node/origin.js'
import { isDocument } from '../transform/check.js'
import { guardOptionals } from '../transform/guard-optionals.js'
import type { Types } from '../transform/types.js'
import { ActionPrinter } from './action-printer.js'
import { DocumentPrinter } from './document-printer.js'
import { namedIn } from './named.js'
import { goLiteral } from './quoting.js'
import { Scope } from './scope.js'
import { TemplateWriter } from './template-writer.js'

export interface PrintOptions {
  /** Source files are named relative to this folder. */
  readonly sourceRoot: string
  /** The command that regenerates the chart. */
  readonly buildCommand: string
}

/** Prints the templates of a chart, one method per kind of file. */
export class ChartPrinter {
  readonly #types: Types
  readonly #actions: ActionPrinter
  readonly #options: PrintOptions

  constructor(types: Types, paths: ReadonlyMap<object, string>, options: PrintOptions) {
    this.#types = types
    this.#actions = new ActionPrinter(types, paths)
    this.#options = options
  }

  resource({ document, condition, origin }: Resource): TemplateWriter {
    const { entries } = guardOptionals(document, this.#types) as { entries: readonly EntryNode[] }
    const writer = this.#file([origin])
    const outside = this.#named(writer, condition === undefined ? [] : namedIn(condition), new Scope())
    if (condition === undefined) {
      this.#documents(writer).entries(entries, 0, this.#named(writer, namedIn(document), outside))
      return writer
    }
    const printed = this.#actions.condition(condition, outside)
    writer.action(0, `if ${printed}`, condition.origin)
    const inside = this.#named(writer, namedIn(document), outside.assuming(printed))
    this.#documents(writer).entries(entries, 0, inside)
    writer.action(0, 'end', condition.origin)
    return writer
  }

  helpers(helpers: readonly Helper[]): TemplateWriter {
    const writer = this.#file(helpers.map(({ origin }) => origin))
    for (const helper of helpers) {
      writer.line(0, '', helper.origin)
      this.#helper(writer, helper)
    }
    return writer
  }

  notes(notes: TextBlockNode): TemplateWriter {
    const writer = this.#file([notes.origin])
    const scope = this.#named(writer, namedIn(notes), new Scope())
    this.#documents(writer).textLines(notes.lines, 0, scope, 'plain')
    return writer
  }

  /** Collects the problems of all rules and fails once. */
  assertions(assertions: readonly Assertion[], chartName: string): TemplateWriter {
    const writer = this.#file(assertions.map(({ origin }) => origin))
    const origin = assertions[0]?.origin as Origin
    const nodes = assertions.flatMap(({ refuses, problem, example }) => [refuses, problem, example])
    writer.action(0, '$problems := list', origin)
    const scope = this.#named(writer, namedIn(...nodes), new Scope().declaring('problems', 'list'))
    for (const { key, refuses, problem, example, origin } of assertions) {
      writer.action(0, `if ${this.#actions.condition(refuses, scope)}`, origin)
      writer.line(0, '{{- $problems = append $problems (list', origin)
      writer.line(2, goLiteral(`${key}:`), origin)
      writer.line(2, this.#actions.word(problem, scope), problem.origin)
      writer.line(2, '"For example:"', example.origin)
      writer.line(2, this.#actions.word(example, scope), example.origin)
      writer.line(2, '| join " ") }}', origin)
      writer.action(0, 'end', origin)
    }
    writer.action(0, 'if $problems', origin)
    const title = goLiteral(`\n\n${chartName} cannot be installed with these values:\n\n- %s\n`)
    writer.action(0, `fail (printf ${title} (join "\\n- " $problems))`, origin)
    writer.action(0, 'end', origin)
    return writer
  }

  #file(origins: readonly Origin[]): TemplateWriter {
    const writer = new TemplateWriter()
    const places = origins.map(({ declaration }) => declaration).filter((place) => place !== unknownPosition)
    const files = [...new Set(places.map(({ file }) => relativeTo(this.#options.sourceRoot, file)))]
    const origin = origins[0] as Origin
    const how = `then run \`${this.#options.buildCommand}\`.`
    if (files.length === 1) {
      writer.line(0, `{{- /* Generated from ${files[0]}: change it there, ${how} */ -}}`, origin)
      return writer
    }
    writer.line(0, `{{- /* Generated from these files: change it there, ${how}`, origin)
    for (const file of files) writer.line(2, file, origin)
    writer.line(0, '*/ -}}', origin)
    return writer
  }

  #documents(writer: TemplateWriter): DocumentPrinter {
    return new DocumentPrinter(this.#types, this.#actions, writer)
  }

  /**
   * Declares the variables that the scope does not have yet and returns the scope with them. One name for two meanings
   * is a mistake.
   */
  #named(writer: TemplateWriter, nodes: readonly NamedNode[], scope: Scope): Scope {
    return nodes.reduce((inner, node) => {
      const value = this.#variableValue(node, inner)
      const declared = inner.declaration(node.name)
      if ((declared ?? value) !== value) {
        throw new BuildError(node.origin, `named('${node.name}', …) stands for two expressions in one template`)
      }
      if (declared === undefined) writer.action(0, `$${node.name} := ${value}`, node.origin)
      return inner.declaring(node.name, value)
    }, scope)
  }

  #variableValue({ expression }: NamedNode, scope: Scope): string {
    const printed = this.#actions.action(expression, scope)
    if (expression.kind === 'include' && expression.helper.returns === 'mapping') return `${printed} | fromYaml`
    const isStoredInteger = this.#types.of(expression).kind === 'integer' && this.#types.isStored(expression)
    return isStoredInteger ? `${printed} | int64` : printed
  }

  #helper(writer: TemplateWriter, { name, doc, parameters, body, origin }: Helper): void {
    const outside = new Scope({ root: parameters.length > 0 ? '.root' : '' })
    const usage = parameters.map((parameter) => ` "${parameter}" …`).join('')
    const call = parameters.length > 0 ? ` Call it with (dict "root" $${usage}).` : ''
    writer.line(0, `{{/* ${doc}${call} */}}`, origin)
    writer.line(0, `{{- define "${name}" -}}`, origin)
    const scope = this.#named(writer, namedIn(body), outside)
    if (isDocument(body)) this.#mappingBody(writer, guardOptionals(body, this.#types), scope)
    else this.#textBody(writer, body, scope)
    writer.action(0, 'end', origin)
  }

  #mappingBody(writer: TemplateWriter, body: DocumentNode, scope: Scope): void {
    if (body.kind === 'mapping') return this.#documents(writer).entries(body.entries, 0, scope)
    if (body.kind !== 'value')
      throw new BuildError(body.origin, 'a helper that returns a mapping must return an object')
    writer.line(0, `{{ toYaml ${this.#actions.word(body.expression, scope)} }}`, body.origin)
  }

  /** A text that is a chain of choices prints as `if … else if … else`. `-}}` keeps the line breaks out of the text. */
  #textBody(writer: TemplateWriter, node: ExpressionNode, scope: Scope): void {
    if (node.kind !== 'call' || node.name !== 'iff') {
      return writer.line(0, `{{ ${this.#actions.hole(node, scope, 'plain')} }}`, node.origin)
    }
    let keyword = 'if'
    let rest: ExpressionNode = node
    while (rest.kind === 'call' && rest.name === 'iff') {
      const [condition, yes, no] = rest.args as [ExpressionNode, ExpressionNode, ExpressionNode]
      writer.line(0, `{{- ${keyword} ${this.#actions.condition(condition, scope)} -}}`, rest.origin)
      writer.line(0, `{{ ${this.#actions.hole(yes, scope, 'plain')} }}`, yes.origin)
      keyword = 'else if'
      rest = no
    }
    writer.line(0, '{{- else -}}', node.origin)
    writer.line(0, `{{ ${this.#actions.hole(rest, scope, 'plain')} }}`, rest.origin)
    writer.line(0, '{{- end -}}', node.origin)
  }
}
