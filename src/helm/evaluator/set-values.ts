import { mergeValues } from './coalesce-values.js'
import { isMap, type PlainMap } from './go-semantics.js'

/**
 * `--set a.b=1,c={x,y}` as a map, with Helm's rules: `true`, `false`, `null` and whole numbers get their type, all else
 * stays text; `\` keeps the next character literal; `a[0]=x` sets an item of a list.
 *
 * @throws Error for an assignment without `=` or with a broken list or index.
 */
export const parseSet = (text: string, kind: 'typed' | 'string' = 'typed'): PlainMap =>
  split(text, ',').reduce<PlainMap>((values, assignment) => {
    const [path, ...rest] = split(assignment, '=')
    if (path === undefined || path === '' || rest.length === 0) {
      throw new Error(`--set ${text}: '${assignment}' is no assignment; write key=value, such as api.replicas=2`)
    }
    return assign(values, split(path, '.').map(withoutBackslashes), typedValue(rest.join('='), kind))
  }, {})

/** Splits at a separator outside `{…}`; a backslash protects the next character and stays. */
const split = (text: string, separator: string): string[] => {
  const parts = ['']
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string
    if (character === '\\') {
      parts[parts.length - 1] += character + (text[++index] ?? '')
      continue
    }
    if (character === '{') depth++
    if (character === '}') depth--
    if (character === separator && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

const withoutBackslashes = (text: string): string => text.replace(/\\(.)/g, '$1')

const typedValue = (text: string, kind: 'typed' | 'string'): unknown => {
  if (text.startsWith('{') && text.endsWith('}')) {
    const inner = text.slice(1, -1)
    return inner === '' ? [] : split(inner, ',').map((item) => typedValue(item, kind))
  }
  const plain = withoutBackslashes(text)
  if (kind === 'string') return plain
  if (/^(true|false)$/i.test(plain)) return plain.toLowerCase() === 'true'
  if (plain === 'null') return null
  return /^(0|-?[1-9][0-9]*)$/.test(plain) ? Number(plain) : plain
}

const assign = (values: PlainMap, path: readonly string[], value: unknown): PlainMap => {
  const [head, ...rest] = path as [string, ...string[]]
  const [, key, indexes] = /^(.*?)((?:\[\d+\])*)$/.exec(head) as RegExpExecArray
  const inner = (before: unknown): unknown =>
    rest.length === 0 ? value : assign(isMap(before) ? before : {}, rest, value)
  const positions = [...(indexes ?? '').matchAll(/\[(\d+)\]/g)].map(([, position]) => Number(position))
  const before = values[key as string]
  const after = assignItem(before, positions, inner)
  return isMap(after) && isMap(before) && positions.length === 0
    ? { ...values, [key as string]: mergeValues(before, after) }
    : { ...values, [key as string]: after }
}

/** Longest list that an index may make: a typing error must not fill the memory. */
const maxIndex = 65536

const assignItem = (before: unknown, positions: readonly number[], inner: (before: unknown) => unknown): unknown => {
  const [position, ...rest] = positions
  if (position === undefined) return inner(before)
  if (position > maxIndex) throw new Error(`--set: index ${position} is larger than ${maxIndex}`)
  const list = Array.isArray(before) ? [...before] : []
  while (list.length <= position) list.push(null)
  list[position] = assignItem(list[position], rest, inner)
  return list
}
