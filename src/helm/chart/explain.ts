import { formatPosition, type Position, relativeTo } from '../node/origin.js'
import type { PrintOptions } from '../printer/chart-printer.js'
import type { CompiledChart } from './compile.js'
import { printTemplates } from './print-chart.js'

export interface Explanation {
  /** The printed line of the template. */
  readonly line: string
  /** The construct in the TypeScript source. */
  readonly position: Position
  /** The file that declares the object, when a shared function wrote the line. */
  readonly declaration: Position
}

/** Helm writes positions as `chart/templates/file.yaml:31:14`; the column says nothing, as a line has one origin. */
const helmPosition = /\/(templates\/[\w./-]+):(\d+)/g

/** Every template position in a Helm message, with the TypeScript construct behind it. */
export const explain = (message: string, chart: CompiledChart, options: PrintOptions): readonly Explanation[] => {
  const templates = printTemplates(chart, options)
  return [...message.matchAll(helmPosition)].flatMap(([, path, number]): Explanation[] => {
    const line = templates.get(path as string)?.lines[Number(number) - 1]
    if (line === undefined) return []
    return [{ line: line.text.trim(), position: line.origin.position, declaration: line.origin.declaration }]
  })
}

/** `src/a.ts:3:5`, and the declaring file when that is another one. */
export const formatExplanation = ({ line, position, declaration }: Explanation, sourceRoot: string): string => {
  const where = formatPosition(position, sourceRoot)
  const also = declaration.file === position.file ? '' : ` (for ${relativeTo(sourceRoot, declaration.file)})`
  return `${where}${also}: ${line}`
}
