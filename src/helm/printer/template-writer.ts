import { BuildError } from '../node/build-error.js'
import type { Origin } from '../node/origin.js'
import { wrapActions } from './wrap-actions.js'

/** One printed line and the TypeScript construct behind it. */
export interface PrintedLine {
  readonly text: string
  readonly origin: Origin
}

/** Longest line that a template may have, so that the chart stays readable in a diff. */
export const maxLineLength = 159

/** Collects the lines of one template with their indentation. */
export class TemplateWriter {
  readonly lines: PrintedLine[] = []
  #dashes = 0

  /** Puts the next line behind a `- `, which takes the last two columns of its indentation. */
  dash(): void {
    this.#dashes++
  }

  /** A line of YAML or text. */
  line(indent: number, text: string, origin: Origin): void {
    const margin = ' '.repeat(indent - 2 * this.#dashes) + '- '.repeat(this.#dashes)
    this.#dashes = 0
    this.#push(text === '' ? '' : `${margin}${text}`, origin)
  }

  /** A line that holds only an action. `{{-` removes the line break before it, so the action leaves no trace. */
  action(indent: number, action: string, origin: Origin): void {
    if (this.lines.at(-1)?.text === '') {
      throw new BuildError(origin, 'an empty line directly before a condition or loop would get lost: put it inside')
    }
    this.#push(`${' '.repeat(indent)}{{- ${action} }}`, origin)
  }

  /** The lines of another writer. */
  append({ lines }: TemplateWriter): void {
    this.lines.push(...lines)
  }

  toString(): string {
    return `${this.lines.map(({ text }) => text).join('\n')}\n`
  }

  #push(text: string, origin: Origin): void {
    for (const line of wrapActions(text, maxLineLength)) {
      if (line.length > maxLineLength) {
        throw new BuildError(
          origin,
          `prints a line of ${line.length} characters; split it with named(…):\n${line.trim()}`,
        )
      }
      this.lines.push({ text: line, origin })
    }
  }
}
