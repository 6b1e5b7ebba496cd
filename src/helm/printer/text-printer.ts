import { joinLiterals } from '../expression/text.js'
import { BuildError } from '../node/build-error.js'
import type { LineNode, TextLineNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { fitsInLine } from '../node/text-line.js'
import type { Types } from '../transform/types.js'
import type { ActionPrinter } from './action-printer.js'
import { escapeBeforeAction, escapeDelimiters } from './quoting.js'
import type { Scope } from './scope.js'
import type { StructurePrinter } from './structure-printer.js'
import type { TemplateWriter } from './template-writer.js'

/** Prints text line by line: of configuration files, notes and annotations. */
export class TextPrinter {
  readonly #types: Types
  readonly #actions: ActionPrinter
  readonly #writer: TemplateWriter
  readonly #structures: StructurePrinter

  constructor(types: Types, actions: ActionPrinter, writer: TemplateWriter, structures: StructurePrinter) {
    this.#types = types
    this.#actions = actions
    this.#writer = writer
    this.#structures = structures
  }

  /** Lines of text. `encoding` as in `ActionPrinter.hole`. */
  print(lines: readonly LineNode[], indent: number, scope: Scope, encoding: 'plain' | 'json'): void {
    for (const line of lines) {
      if (line.kind === 'textLine') {
        this.#writer.line(indent, this.#line(line, scope, encoding), line.origin)
      } else {
        this.#structures.print<LineNode>(line, indent, scope, (inner, innerScope) =>
          this.print(inner, indent, innerScope, encoding),
        )
      }
    }
  }

  #line({ parts, origin }: TextLineNode, scope: Scope, encoding: 'plain' | 'json'): string {
    return this.#opened(parts, encoding)
      .map((part, index, all) => {
        if (typeof part === 'object') return `{{ ${this.#actions.hole(part, scope, encoding)} }}`
        if (!fitsInLine(part)) throw new BuildError(origin, 'a line of text holds a control character')
        return typeof all[index + 1] === 'object' ? escapeBeforeAction(part) : escapeDelimiters(part)
      })
      .join('')
  }

  /** Text in a line is opened, so that it reads like the line around it, unless it must be one JSON string. */
  #opened(parts: TextLineNode['parts'], encoding: 'plain' | 'json'): TextLineNode['parts'] {
    const isOpen = (part: ExpressionNode) => encoding === 'plain' || !this.#types.needsJson(part)
    return joinLiterals(
      parts.flatMap((part) => (typeof part === 'object' && part.kind === 'text' && isOpen(part) ? part.parts : [part])),
    )
  }
}

/** True when the first line that Helm prints may be indented. A structure may print nothing, so the next line counts too. */
export const mayStartWithBlank = (lines: readonly LineNode[]): boolean => {
  for (const line of lines) {
    if (line.kind === 'textLine') {
      if (line.parts.length === 0) continue
      return mayBeBlank(line.parts[0])
    }
    const branches = line.kind === 'when' ? [line.body, line.otherwise] : [line.body]
    if (branches.some(mayStartWithBlank)) return true
  }
  return false
}

/** A hole may be empty, and then what follows it starts the line. */
const mayBeBlank = (start: TextLineNode['parts'][number] | undefined): boolean => {
  if (typeof start === 'string') return /^\s/.test(start)
  return start?.kind === 'text' ? mayBeBlank(start.parts[0]) : true
}
