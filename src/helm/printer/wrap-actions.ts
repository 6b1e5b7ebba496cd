/** What continues an action stands further inside. */
const continuation = 4

/**
 * Breaks a line that is too long inside its actions, where white space means nothing: between the operands of the outermost call
 * first. A line without an action, or with a single long text, stays as it is.
 */
export const wrapActions = (line: string, longest: number): readonly string[] => {
  if (line.length <= longest) return [line]
  const breaks = breaksIn(line)
  const margin = ' '.repeat(line.length - line.trimStart().length + continuation)
  for (let depth = 0; depth <= deepest(breaks); depth++) {
    const lines = broken(
      line,
      breaks.filter((at) => at.depth <= depth).map(({ index }) => index),
      margin,
      longest,
    )
    if (lines.every(({ length }) => length <= longest)) return lines
  }
  return [line]
}

interface Break {
  readonly index: number
  /** How many parentheses are open there. */
  readonly depth: number
}

const deepest = (breaks: readonly Break[]): number => Math.max(-1, ...breaks.map(({ depth }) => depth))

/** The blanks inside actions, outside quoted texts. */
const breaksIn = (line: string): readonly Break[] => {
  const breaks: Break[] = []
  let [isInside, isQuoted, depth] = [false, false, 0]
  for (let index = 0; index < line.length; index++) {
    const character = line[index]
    if (!isInside) {
      if (line.startsWith('{{', index)) {
        isInside = true
        // Not behind `{{-`: the first word stays with its delimiter.
        index += line.startsWith('{{- ', index) ? 3 : 2
      }
    } else if (isQuoted) {
      if (character === '\\') index++
      else if (character === '"') isQuoted = false
    } else if (line.startsWith('}}', index)) isInside = false
    else if (character === '"') isQuoted = true
    else if (character === '(') depth++
    else if (character === ')') depth--
    // A pipe stays with what stands behind it.
    else if (character === ' ' && line[index - 1] !== '|' && !/^ -?}}/.test(line.slice(index)))
      breaks.push({ index, depth })
  }
  return breaks
}

/** Fills each line as far as it goes. */
const broken = (line: string, breaks: readonly number[], margin: string, longest: number): readonly string[] => {
  const lines: string[] = []
  let start = 0
  let last = 0
  const startOf = () => (lines.length === 0 ? '' : margin)
  for (const index of [...breaks, line.length]) {
    if (startOf().length + index - start > longest && last > start) {
      lines.push(startOf() + line.slice(start, last))
      start = last + 1
    }
    last = index
  }
  return [...lines, startOf() + line.slice(start)]
}
