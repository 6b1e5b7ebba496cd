import type { Helper } from '../builder/helper.js'
import { BuildError } from '../node/build-error.js'
import type {
  AssertionNode,
  DocumentNode,
  ItemNode,
  ObjectNode,
  RuleNode,
  TemplateNode,
  TextBlockNode,
} from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { type Origin, relativeTo, unknownPosition } from '../node/origin.js'
import { isDocument } from '../transform/children.js'
import { guardOptionals } from '../transform/guard-optionals.js'
import { contentOfExpression } from '../transform/plan-collections.js'
import { ruleItems } from '../transform/rule-items.js'
import type { Types } from '../transform/types.js'
import { usesContext } from '../transform/uses-context.js'
import { ActionPrinter } from './action-printer.js'
import { DocumentPrinter } from './document-printer.js'
import { goLiteral } from './quoting.js'
import { Scope } from './scope.js'
import { StructurePrinter } from './structure-printer.js'
import { TemplateWriter } from './template-writer.js'

export interface PrintOptions {
  /** Source files are named relative to this folder. */
  readonly sourceRoot: string
  /** The command that regenerates the chart. */
  readonly buildCommand: string
}

/** How many objects some nodes make at most; a loop may make any number. */
const mostObjects = (nodes: readonly TemplateNode[]): number =>
  nodes
    .map((node) => {
      if (node.kind === 'object') return 1
      if (node.kind === 'loop') return Number.POSITIVE_INFINITY
      return Math.max(mostObjects(node.body), node.kind === 'when' ? mostObjects(node.otherwise) : 0)
    })
    .reduce((sum, most) => sum + most, 0)

/** One file being printed. */
interface File {
  readonly writer: TemplateWriter
  readonly structures: StructurePrinter
  readonly documents: DocumentPrinter
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

  /** A file of objects. Only one that may make several separates them. */
  template(nodes: readonly TemplateNode[]): TemplateWriter {
    const file = this.#file(objectsIn(nodes).map(({ origin }) => origin))
    this.#objects(file, nodes, new Scope(), mostObjects(nodes) > 1)
    return file.writer
  }

  helpers(helpers: readonly Helper[]): TemplateWriter {
    const file = this.#file(helpers.map(({ origin }) => origin))
    for (const helper of helpers) {
      file.writer.line(0, '', helper.origin)
      this.#helper(file, helper)
    }
    return file.writer
  }

  notes(notes: TextBlockNode): TemplateWriter {
    const file = this.#file([notes.origin])
    const scope = file.structures.declare([notes], 0, new Scope())
    file.documents.textLines(notes.lines, 0, scope, 'plain')
    return file.writer
  }

  /** A named template that lists the problems that rules find. */
  rules(name: string, rules: readonly RuleNode[]): TemplateWriter {
    const origins = rules.map(({ origin }) => origin)
    const file = this.#file(origins)
    const origin = origins[0] as Origin
    file.writer.line(0, '', origin)
    file.writer.line(
      0,
      '{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}',
      origin,
    )
    file.writer.line(0, `{{- define "${name}" -}}`, origin)
    const items = ruleItems(rules)
    this.#listBody(file, items, file.structures.declare(items, 0, new Scope()))
    file.writer.action(0, 'end', origin)
    return file.writer
  }

  /** Collects the problems that the named templates list, unless a guard refuses the values as a whole, and fails once. */
  checks(
    names: readonly string[],
    guards: readonly AssertionNode[],
    chartName: string,
    origin: Origin,
  ): TemplateWriter {
    const writer = new TemplateWriter()
    const scope = new Scope()
    const append = (texts: string) => `$problems = append $problems (printf "%s: %s For example: %s" ${texts})`
    const title = goLiteral(`\n\n${chartName} cannot be installed with these values:\n\n- %s\n`)
    writer.line(
      0,
      '{{- /* Fails once, with all problems that the rules beside the templates (`_checks.tpl`) find. */ -}}',
      origin,
    )
    writer.action(0, '$problems := list', origin)
    for (const [index, { key, problem, example, refuses, origin }] of guards.entries()) {
      writer.action(0, `${index === 0 ? 'if' : 'else if'} ${this.#actions.condition(refuses, scope)}`, origin)
      writer.action(0, append([key, problem, example].map((part) => this.#actions.word(part, scope)).join(' ')), origin)
    }
    if (names.length > 0) {
      writer.action(0, 'else', origin)
      writer.action(0, `range $rules := list ${names.map((name) => goLiteral(name)).join(' ')}`, origin)
      writer.action(0, 'range include $rules $ | fromYamlArray', origin)
      writer.action(0, append('.key .problem .example'), origin)
      writer.action(0, 'end', origin)
      writer.action(0, 'end', origin)
    }
    writer.action(0, 'end', origin)
    writer.action(0, 'if $problems', origin)
    writer.action(0, `fail (printf ${title} (join "\\n- " $problems))`, origin)
    writer.action(0, 'end', origin)
    return writer
  }

  #file(origins: readonly Origin[]): File {
    const writer = new TemplateWriter()
    const structures = new StructurePrinter(this.#types, this.#actions, writer)
    const file = { writer, structures, documents: new DocumentPrinter(this.#types, this.#actions, writer, structures) }
    const places = origins.map(({ declaration }) => declaration).filter((place) => place !== unknownPosition)
    const files = [...new Set(places.map(({ file }) => relativeTo(this.#options.sourceRoot, file)))]
    const origin = origins[0] as Origin
    const how = `then run \`${this.#options.buildCommand}\`.`
    if (files.length === 1) {
      writer.line(0, `{{- /* Generated from ${files[0]}: change it there, ${how} */ -}}`, origin)
      return file
    }
    writer.line(0, `{{- /* Generated from these files: change it there, ${how}`, origin)
    for (const name of files) writer.line(2, name, origin)
    writer.line(0, '*/ -}}', origin)
    return file
  }

  #objects(file: File, nodes: readonly TemplateNode[], scope: Scope, areMany: boolean): void {
    for (const node of nodes) {
      if (node.kind === 'object') {
        if (areMany) file.writer.line(0, '---', node.origin)
        const { entries } = guardOptionals(node.document, this.#types) as typeof node.document
        file.documents.entries(entries, 0, file.structures.declare([node], 0, scope))
      } else {
        const outside = node.kind === 'when' ? file.structures.declare([node.condition], 0, scope) : scope
        file.structures.print<TemplateNode>(node, 0, outside, (inner, innerScope) =>
          this.#objects(file, inner, innerScope, areMany),
        )
      }
    }
  }

  #helper(file: File, { name, doc, parameters, body, origin }: Helper): void {
    const { writer } = file
    const outside = new Scope({ root: parameters.length > 0 ? '.root' : '' })
    writer.line(0, `{{/* ${doc}${this.#usage(parameters, body, name)} */}}`, origin)
    writer.line(0, `{{- define "${name}" -}}`, origin)
    const scope = file.structures.declare([body], 0, outside)
    if (isDocument(body)) this.#structureBody(file, guardOptionals(body, this.#types), scope)
    else this.#textBody(writer, body, scope, scope !== outside)
    writer.action(0, 'end', origin)
  }

  #usage(parameters: readonly string[], body: Helper['body'], name: string): string {
    if (parameters.length === 0) return ''
    const isGivenContext = usesContext({ name, returns: 'structure', parameters, body })
    const pairs = [...(isGivenContext ? ['"root" $'] : []), ...parameters.map((parameter) => `"${parameter}" …`)]
    return ` Call it with (dict ${pairs.join(' ')}).`
  }

  /** Nothing at all is printed for an empty structure, so that it can be put into the middle of another. */
  #structureBody(file: File, body: DocumentNode, scope: Scope): void {
    switch (body.kind) {
      case 'mapping':
        return file.documents.entries(body.entries, 0, scope)
      case 'sequence':
        return this.#listBody(file, body.items, scope)
      case 'value': {
        const { expression, origin } = body
        const word = this.#actions.word(expression, scope)
        if (contentOfExpression(expression, origin, this.#types) === 'always') {
          return file.writer.line(0, `{{ toYaml ${word} }}`, origin)
        }
        return file.writer.line(
          0,
          `{{- with ${this.#actions.subject(expression, scope)} }}{{ toYaml . }}{{ end }}`,
          origin,
        )
      }
      case 'textBlock':
        throw new BuildError(body.origin, 'a helper that returns a structure must return an object or a list')
    }
  }

  #listBody(file: File, items: readonly ItemNode[], scope: Scope): void {
    file.documents.items(items, 0, scope)
  }

  /**
   * A text that is a chain of choices prints as `if … else if … else`. `-}}` keeps the line breaks out of the text; what was
   * declared ahead has left one (`isBelow`).
   */
  #textBody(writer: TemplateWriter, node: ExpressionNode, scope: Scope, isBelow: boolean): void {
    const open = isBelow ? '{{-' : '{{'
    if (node.kind !== 'call' || node.name !== 'ternary') {
      return writer.line(0, `${open} ${this.#actions.hole(node, scope, 'plain')} }}`, node.origin)
    }
    let keyword = 'if'
    let rest: ExpressionNode = node
    while (rest.kind === 'call' && rest.name === 'ternary') {
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

/** The objects themselves say where they are declared; a condition around them may come from elsewhere. */
const objectsIn = (nodes: readonly TemplateNode[]): readonly ObjectNode[] =>
  nodes.flatMap((node) => {
    if (node.kind === 'object') return [node]
    return objectsIn(node.kind === 'when' ? [...node.body, ...node.otherwise] : node.body)
  })
