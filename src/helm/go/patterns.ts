import { PatternError, PatternParser } from './pattern-parser.js'

/** A pattern that is ready to look into texts. */
export interface Pattern {
  /** True where the pattern is found anywhere in the text. */
  readonly test: (text: string) => boolean
}

/**
 * Why a pattern is not portable, with what to write instead; `undefined` for one that Helm (Go's `regexp`), Ajv and editors
 * (JavaScript) understand alike. Portable are characters, `[…]`, `[^…]`, ranges, `\d \D \w \W \b \B`, `\t \n \r \f \v`, `\xHH`, a backslash
 * before a sign, `^ $`, `(…)`, `(?:…)`, `|`, and `* + ? {2} {2,} {2,5}`, also lazy.
 */
export const patternProblem = (pattern: string): string | undefined => {
  try {
    new PatternParser(pattern).check()
    return undefined
  } catch (error) {
    if (error instanceof PatternError) return `the pattern ${shorten(pattern)} is not portable: ${error.message}`
    throw error
  }
}

const shorten = (pattern: string): string => (pattern.length > 200 ? `${pattern.slice(0, 197)}...` : pattern)

const compiled = new Map<string, Pattern>()

/**
 * A portable pattern. JavaScript's own engine runs it: within the subset it means what Go's means.
 *
 * @throws PatternError for a pattern that is not portable.
 */
export const compilePattern = (pattern: string): Pattern => {
  const known = compiled.get(pattern)
  if (known !== undefined) return known
  const problem = patternProblem(pattern)
  if (problem !== undefined) throw new PatternError(problem)
  const expression = new RegExp(pattern, 'u')
  const made: Pattern = { test: (text) => expression.test(text) }
  compiled.set(pattern, made)
  return made
}
