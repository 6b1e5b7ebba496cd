import type { PlainMap } from '../go/semantics.js'
import { assign, type Path } from './assign.js'

/**
 * `--set a.b=1,c={x,y}` as Helm reads it (`pkg/strvals/parser.go`): `true`, `false`, `null` and whole numbers get their
 * type unless `kind` is `string`, all else stays text; `\` keeps the next character literal; `a[0]=x` sets an item of a
 * list. `below` is what files and earlier flags gave: it keeps what the text does not set, items of lists too.
 *
 * @throws Error for an assignment without `=`, an empty key (which Helm would ignore), a broken list or index, or a key
 * below something that has none.
 */
export const parseSet = (text: string, kind: 'typed' | 'string' = 'typed', below: PlainMap = {}): PlainMap => {
  const reader = new Reader(text)
  let values = below
  while (!reader.isAtEnd) {
    const path = pathFrom(reader)
    values = assign(values, path, valueFrom(reader, kind === 'string' ? String : typedValue))
  }
  return values
}

/** Reads a text from left to right. */
class Reader {
  readonly #text: string
  #index = 0

  constructor(text: string) {
    this.#text = text
  }

  get index(): number {
    return this.#index
  }

  get isAtEnd(): boolean {
    return this.#index >= this.#text.length
  }

  /** Takes the next character if it is the given one. */
  skip(character: string): boolean {
    const found = this.#text[this.#index] === character
    if (found) this.#index++
    return found
  }

  /** Takes all up to one of the stops, which it takes too: '' at the end. A backslash makes the next character plain. */
  until(stops: string): { readonly part: string; readonly stop: string } {
    let part = ''
    while (!this.isAtEnd) {
      const character = this.#text[this.#index++] as string
      if (stops.includes(character)) return { part, stop: character }
      part += character === '\\' ? (this.#text[this.#index++] ?? '') : character
    }
    return { part, stop: '' }
  }

  /** All that was taken from an index on. */
  since(index: number): string {
    return this.#text.slice(index, this.#index)
  }

  fail(problem: string): never {
    throw new Error(`--set ${this.#text}: ${problem}`)
  }
}

/** Takes a path and the `=` behind it. */
const pathFrom = (reader: Reader): Path => {
  const start = reader.index
  const path: (string | number)[] = []
  for (;;) {
    const { part, stop } = reader.until('=[.,')
    path.push(part)
    const next = stop === '[' ? indexesFrom(reader, path) : stop
    if (part === '' || (next !== '=' && next !== '.')) {
      reader.fail(`'${reader.since(start)}' is no assignment; write key=value, such as api.replicas=2`)
    }
    if (next === '=') return path
  }
}

/** Longest list that an index may make: a typing error must not fill the memory. */
const maxIndex = 65536

/** Takes all of `0][1]` and what ends it. */
const indexesFrom = (reader: Reader, path: (string | number)[]): string => {
  for (;;) {
    const index = reader.until(']').part
    if (!/^\d+$/.test(index)) reader.fail(`'${index}' is no index of a list; write key[0]=value`)
    if (Number(index) > maxIndex) reader.fail(`index ${index} is larger than ${maxIndex}`)
    path.push(Number(index))
    const { part, stop } = reader.until('=[.')
    if (part !== '') reader.fail(`'${part}' stands behind an index; write key[0]=value or key[0].key=value`)
    if (stop !== '[') return stop
  }
}

const valueFrom = (reader: Reader, read: (text: string) => unknown): unknown => {
  if (!reader.skip('{')) return read(reader.until(',').part)
  const items: unknown[] = []
  for (;;) {
    const { part, stop } = reader.until(',}')
    if (stop === '') reader.fail("a list must end with '}'")
    items.push(read(part))
    if (stop === ',') continue
    reader.skip(',')
    return items
  }
}

const typedValue = (text: string): unknown => {
  const word = text.toLowerCase()
  if (word === 'true' || word === 'false') return word === 'true'
  if (word === 'null') return null
  if (!/^(0|[1-9]\d*|[+-]\d+)$/.test(text)) return text
  const integer = BigInt(text)
  return BigInt.asIntN(64, integer) === integer ? Number(integer) : text
}
