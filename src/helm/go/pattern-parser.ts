/** Why a pattern does not mean the same everywhere, in words that say what to write instead. */
export class PatternError extends Error {}

/** Go's limit for the copies that repetitions ask for, nested ones multiplied (`repeatIsValid` in regexp/syntax). */
const maxRepeat = 1000

/** Far below the sizes at which Go refuses a pattern (`maxHeight` and `maxSize` in regexp/syntax). */
const maxDepth = 100
const maxSize = 100_000

/** Characters that mean something, so that JavaScript with its `u` flag wants a backslash before them as literals. */
const syntaxCharacters = '^$\\.*+?()[]{}|/'

const controlEscapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' }

/** What one part of a pattern is made of. */
interface Part {
  /** How many single steps it has once all repetitions are written out. */
  readonly size: number
  /** The most copies that nested repetitions make of anything in it. */
  readonly copies: number
}

const step: Part = { size: 1, copies: 1 }

/**
 * Reads a pattern of the subset that Go's `regexp` (Helm) and JavaScript with the `u` flag (Ajv, editors) understand alike.
 * It is a list of what is allowed: all else is refused. Sources: regexp/syntax/parse.go of Go 1.26 and the grammar
 * `Pattern[+UnicodeMode]` of ECMAScript 2025.
 */
export class PatternParser {
  readonly #characters: readonly string[]
  #index = 0
  #depth = 0

  constructor(pattern: string) {
    if (!pattern.isWellFormed()) this.#refuse('half a character (a lone surrogate)', 'the whole character')
    this.#characters = Array.from(pattern)
  }

  /** @throws PatternError for anything outside the subset. */
  check(): void {
    const { size } = this.#alternatives()
    if (this.#index < this.#characters.length) this.#refuse('a `)` that closes nothing', '`\\)` for the character')
    if (size > maxSize) this.#refuse(`repetitions that make it ${size} steps long`, 'smaller counts')
  }

  /** A method, as the compiler would take a property to stay what it was. */
  #peek(): string | undefined {
    return this.#characters[this.#index]
  }

  #skip(text: string): boolean {
    const isThere = this.#characters.slice(this.#index, this.#index + text.length).join('') === text
    if (isThere) this.#index += text.length
    return isThere
  }

  #take(): string {
    return this.#characters[this.#index++] as string
  }

  #refuse(what: string, instead: string): never {
    throw new PatternError(`it has ${what}; write ${instead}`)
  }

  #alternatives(): Part {
    let whole: Part = { size: 0, copies: 1 }
    do {
      while (this.#peek() !== undefined && this.#peek() !== '|' && this.#peek() !== ')') {
        const part = this.#term()
        whole = { size: whole.size + part.size, copies: Math.max(whole.copies, part.copies) }
      }
      whole = { ...whole, size: whole.size + 1 }
    } while (this.#skip('|'))
    return whole
  }

  #term(): Part {
    const isAssertion = ['^', '$'].some((sign) => this.#skip(sign)) || this.#skip('\\b') || this.#skip('\\B')
    if (!isAssertion) return this.#repeated(this.#atom())
    const quantifier = this.#peek()
    if (quantifier !== undefined && '*+?{'.includes(quantifier)) {
      this.#refuse(`\`${quantifier}\` behind \`^\`, \`$\`, \`\\b\` or \`\\B\``, 'the position once')
    }
    return step
  }

  #atom(): Part {
    const character = this.#take()
    switch (character) {
      case '(':
        return this.#group()
      case '[':
        this.#class()
        return step
      case '\\':
        this.#escape(syntaxCharacters)
        return step
      case '.':
        // JavaScript's point also leaves out \r, U+2028 and U+2029.
        return this.#refuse('`.`, which means other characters in Go than in JavaScript', '`[^\\n]` or `[^\\n\\r]`')
      case '*':
      case '+':
      case '?':
        return this.#refuse(`\`${character}\` with nothing to repeat`, `\`\\${character}\` for the character`)
      case '{':
      case '}':
      case ']':
        return this.#refuse(`\`${character}\` as a character`, `\`\\${character}\``)
      default:
        return step
    }
  }

  #group(): Part {
    if (++this.#depth > maxDepth) this.#refuse(`groups nested more than ${maxDepth} deep`, 'a flatter pattern')
    if (this.#peek() === '?' && !this.#skip('?:')) this.#refuseGroup()
    const inner = this.#alternatives()
    if (!this.#skip(')')) this.#refuse('a `(` that is never closed', '`\\(` for the character')
    this.#depth--
    return inner
  }

  #refuseGroup(): never {
    const start = this.#characters.slice(this.#index, this.#index + 4).join('')
    const opening = /^\?(?:<?[=!]|P?<|[a-zA-Z-]+|)/.exec(start)?.[0] ?? '?'
    if (/[=!]$/.test(opening)) this.#refuse(`look-around \`(${opening}\`, which Go has not`, 'several rules')
    if (opening.endsWith('<')) this.#refuse(`a named group \`(${opening}\``, 'a plain group `(…)`')
    return this.#refuse(`flags \`(${opening}\``, 'all cases out, such as `[aA]`')
  }

  /** `a*`, `a+?`, `a{2,5}`. */
  #repeated(part: Part): Part {
    const quantifier = this.#peek()
    if (quantifier === undefined || !'*+?{'.includes(quantifier)) return part
    this.#index++
    const count = quantifier === '{' ? this.#counts() : 1
    this.#skip('?')
    const another = this.#peek()
    if (another !== undefined && '*+?{'.includes(another)) {
      this.#refuse('one repetition right behind another', 'a group between them: `(?:a+)*`')
    }
    const copies = part.copies * Math.max(count, 1)
    if (copies > maxRepeat) this.#refuse(`repetitions that ask for ${copies} copies`, `${maxRepeat} at most`)
    return { size: part.size * Math.max(count, 1) + 1, copies }
  }

  /** The greatest number of copies in `2}`, `2,}` or `2,5}`. */
  #counts(): number {
    const rest = this.#characters.slice(this.#index, this.#index + 24).join('')
    const [all, least, comma, most] = /^(0|[1-9]\d*)(,)?(0|[1-9]\d*)?\}/.exec(rest) ?? []
    if (all === undefined || least === undefined || (comma === undefined && most !== undefined)) {
      return this.#refuse(
        '`{` that starts no count',
        '`\\{` for the character, or `{2}`, `{2,}`, `{2,5}` without zeros in front',
      )
    }
    if (most !== undefined && Number(most) < Number(least))
      this.#refuse(`the count \`{${all}\``, 'the smaller number first')
    this.#index += all.length
    return Number(most ?? least)
  }

  #class(): void {
    this.#skip('^')
    if (this.#peek() === ']') this.#refuse('an empty class, or one that starts with `]`', '`\\]` for the character')
    this.#skip('-')
    while (this.#peek() !== ']') {
      const start = this.#member()
      if (this.#peek() !== '-') continue
      this.#index++
      // At the end it is a hyphen.
      if (this.#peek() === ']') continue
      const end = this.#member()
      if (start === undefined || end === undefined)
        this.#refuse('a range from or to a class such as `\\d`', 'the hyphen last')
      if ((start.codePointAt(0) as number) > (end.codePointAt(0) as number)) {
        this.#refuse(`the range \`${start}-${end}\``, 'the smaller character first')
      }
      if (this.#skip('-') && this.#peek() !== ']') this.#refuse('a hyphen behind a range', 'the hyphen last')
    }
    this.#index++
  }

  /** The character; `undefined` for a class such as `\d`. */
  #member(): string | undefined {
    const character = this.#peek()
    if (character === undefined) return this.#refuse('a `[` that is never closed', '`\\[` for the character')
    this.#index++
    if (character === '\\') return this.#escape(`${syntaxCharacters}-`)
    if (character === '[')
      this.#refuse('`[` in a class (Go knows `[:alpha:]`, JavaScript does not)', '`\\[` or `A-Za-z`')
    if (character === '-') this.#refuse('a hyphen in the middle of a class', 'it last, or `\\-`')
    return character
  }

  /** What a backslash makes of the next character: that character; `undefined` for a class such as `\d`. */
  #escape(literals: string): string | undefined {
    const character = this.#peek()
    if (character === undefined) return this.#refuse('a `\\` at its end', '`\\\\` for the character')
    this.#index++
    if (literals.includes(character)) return character
    if (controlEscapes[character] !== undefined) return controlEscapes[character]
    if ('dDwW'.includes(character)) return undefined
    if (character === 'x') return this.#hexadecimal()
    return this.#refuse(...insteadOf(character))
  }

  #hexadecimal(): string {
    const digits = this.#characters.slice(this.#index, this.#index + 2).join('')
    if (!/^[\da-fA-F]{2}$/.test(digits)) this.#refuse('`\\x` without two digits', '`\\x09`, or the character itself')
    this.#index += 2
    return String.fromCodePoint(Number.parseInt(digits, 16))
  }
}

/** What is wrong with a backslash before the character, and what to write instead. */
const insteadOf = (character: string): [what: string, instead: string] => {
  const written = `\`\\${character}\``
  if (character === 's')
    return [`${written}, which means more characters in JavaScript than in Go`, '`[ \\t\\n\\r\\f]`']
  if (character === 'S')
    return [`${written}, which means fewer characters in JavaScript than in Go`, '`[^ \\t\\n\\r\\f]`']
  if (character === 'p' || character === 'P')
    return [`${written}, whose tables differ`, 'the ranges out, such as `[a-zà-ÿ]`']
  if (character === 'u') return [`${written}, which Go does not know`, '`\\xHH` or the character itself']
  if (character === 'A') return [`${written}, which JavaScript does not know`, '`^`']
  if (character === 'z' || character === 'Z') return [`${written}, which JavaScript does not know`, '`$`']
  if (/\d/.test(character)) return [`the back-reference or octal number ${written}`, 'the text out']
  if (character === 'b' || character === 'B') return [`${written} in a class`, 'it outside of the class']
  if (/[a-zA-Z]/.test(character))
    return [`${written}, which Go or JavaScript does not know`, 'the character without a backslash']
  return [`${written}, a backslash that JavaScript does not take`, `\`${character}\``]
}
