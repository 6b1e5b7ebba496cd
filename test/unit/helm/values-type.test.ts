import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type BuildErrors, generateSchema } from '../../../src/helm/index.js'

const folder = mkdtempSync(join(tmpdir(), 'values-type-'))
afterAll(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string): string => {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

/** The mistakes in a type, without the headline, by `line:column: message`. */
const mistakesIn = (file: string): readonly string[] => {
  try {
    generateSchema({ file, type: 'Values' })
    return []
  } catch (error) {
    const { mistakes } = error as BuildErrors
    expect(mistakes?.[0], String(error)).toBe(`the type Values in ${file} cannot become a values schema:`)
    return mistakes.slice(1).map((mistake) => mistake.replace(`${folder}/`, ''))
  }
}

let count = 0
const member = (comment: string, type: string): string => {
  count++
  return write(
    `case-${count}.ts`,
    `export interface Values {\n  /**\n   * A key.\n${comment}   */\n  key: ${type}\n}\n`,
  )
}

describe('a tag that no rule comes from stops the build', () => {
  const known = 'is no tag of values'
  it.each([
    ['@minimun 1', 'number', `${known}; did you mean 'minimum'?`],
    ['@nullable', 'string', `${known}; known keys are asType, minimum`],
    ['@format email', 'string', `${known}; known keys are`],
    ['@hidden', 'string', `${known}; known keys are`],
    ['@toString', 'string', `${known}; known keys are`],
    ['@minimum one', 'number', 'needs a number, such as 1'],
    ['@maximum', 'number', 'needs a number, such as 100'],
    ['@maximum 1e400', 'number', 'needs a number, such as 100'],
    ['@minLength 1.5', 'string', 'needs a whole number, such as 1'],
    ['@maxLength -1', 'string', 'needs a whole number, such as 63'],
    ['@multipleOf 0.1', 'number', 'needs a whole number, such as 2'],
    ['@uniqueItems no', 'string[]', 'stands alone, or with true'],
    ['@asType int', 'number', "takes 'integer' only: all other types TypeScript has itself"],
    ['@asType', 'number', "takes 'integer' only"],
    ['@pattern', 'string', 'needs a regular expression, such as ^[a-z0-9-]*$'],
    ['@pattern (', 'string', 'the pattern ( is not portable: it has a `(` that is never closed'],
    ['@pattern ^\\S+$', 'string', 'is not portable: it has `\\S`'],
    ['@propertyNames ^a$', 'Record<string, string>', 'needs JSON, such as {"pattern": "^[a-z]+$"}'],
    ['@propertyNames {"pattern": "("}', 'Record<string, string>', 'the pattern ( is not portable'],
    ['@propertyNames {"patern": "a"}', 'Record<string, string>', "has the key 'patern', but takes pattern, minLength"],
  ])('%s', (tag, type, problem) => {
    const [mistake, ...others] = mistakesIn(member(`   * ${tag}\n`, type))
    expect(mistake).toMatch(/^case-\d+\.ts:4:6: /)
    expect(mistake).toContain(`: Values.key: '${tag}' `)
    expect(mistake).toContain(problem)
    expect(others).toEqual([])
  })

  it('that stands there twice', () => {
    expect(mistakesIn(member('   * @pattern ^a$\n   * @pattern ^b$\n', 'string'))).toEqual([
      expect.stringMatching(/ts:5:6: Values\.key: '@pattern \^b\$' stands here twice: only one would count$/),
    ])
  })

  it('unless it is documentation', () => {
    const tags = '@deprecated use other\n@see docs\n@example {"a": 1}\n@remarks Text.\n@default 3\n@since 1.2'
    expect(mistakesIn(member(tags.replaceAll(/^/gm, '   * ').concat('\n'), 'string'))).toEqual([])
  })

  it('wherever a type leads', () => {
    write('parts/port.ts', 'export interface Port {\n  /** A name. @patern a */\n  name: string\n}\n')
    write('parts/index.ts', "export * from './port.js'\nexport { Port as Door } from './port.js'\n")
    write(
      'more.ts',
      'export interface Base<T> {\n  /** Inherited. @minimun 1 */\n  base: T\n}\n/** @unit s */\nexport type Seconds = number\n',
    )
    const file = write(
      'reach.ts',
      `import type * as parts from './parts/index.js'
import type { Base, Seconds as Time } from './more.js'
interface Unused {
  /** @nonsense */
  a: string
}
export interface Values extends Base<string> {
  /** Ports. */
  ports: Readonly<Record<string, parts.Door>>
  /** Time. */
  time: readonly Time[]
  /** Own. */
  own: {
    /** @wrong */
    [key: string]: string
  }
}
`,
    )
    expect(mistakesIn(file)).toEqual([
      expect.stringMatching(/^more\.ts:2:18: Base\.base: '@minimun 1' is no tag of values; did you mean 'minimum'\?$/),
      expect.stringMatching(
        /^parts\/port\.ts:2:15: Port\.name: '@patern a' is no tag of values; did you mean 'pattern'\?$/,
      ),
      expect.stringMatching(/^more\.ts:5:5: Seconds: '@unit s' is no tag/),
      expect.stringMatching(/^reach\.ts:14:9: Values\.own\.\*: '@wrong' is no tag/),
    ])
  })
})

describe('a type that YAML has not stops the build', () => {
  it.each([
    ['() => void', 'Values.key is a function (() => void): values are YAML'],
    ['new () => object', 'Values.key is a function (new () => object): values are YAML'],
    ['Date', 'Values.key has the type Date: values are YAML; use text, numbers, booleans, lists and objects'],
    ['Map<string, string>', 'Values.key has the type Map: values are YAML'],
    ['Set<string>', 'Values.key has the type Set: values are YAML'],
    ['RegExp', 'Values.key has the type RegExp: values are YAML'],
    ['Promise<string>', 'Values.key has the type Promise: values are YAML'],
    ['Uint8Array', 'Values.key has the type Uint8Array: values are YAML'],
    ['Misspelt', 'Values.key has the type Misspelt: values are YAML'],
    ['bigint', 'Values.key has the type bigint, which YAML has not'],
    ['symbol', 'Values.key has the type symbol, which YAML has not'],
    ['[string, number]', 'Values.key is a tuple ([string, number]): use a list, or an object with a key for each'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is TypeScript.
    ['`a${string}`', 'Values.key has the type `a${string}`: use string and @pattern'],
    ['{ [key: number]: string }', 'Values.key.* has [key: number]: string: keys of values are texts'],
    ['{ run(): void }', 'Values.key.run is a function (run(): void): values are YAML'],
    ['string | number', "'key' has several types (string, number): use one"],
    ['string | null', "'key' has several types (string, null): use one"],
    [
      'string | { a: string }',
      "'key' is a union or condition (anyOf): Helm's message for it names no key; use one type",
    ],
    ['never', 'Values.key has the type never, which no value has'],
    ['undefined', 'Values.key has the type undefined, which no value has'],
    ['void', 'Values.key has the type void, which no value has'],
  ])('%s', (type, problem) => {
    const [mistake] = mistakesIn(member('', type))
    expect(mistake).toMatch(/^case-\d+\.ts:5:\d+: /)
    expect(mistake).toContain(problem)
  })

  it('and so does a class', () => {
    const file = write(
      'class.ts',
      'class Port { number = 1 }\nexport interface Values {\n  /** A port. */\n  port: Port\n}\n',
    )
    expect(mistakesIn(file)).toEqual(['class.ts:1:1: Port is a class: values are YAML; use an interface'])
  })

  it('and so does a type that is not there', () => {
    const file = write('none.ts', 'export interface Other {}\n')
    expect(mistakesIn(file)).toEqual(['none.ts: there is no type Values in this file'])
  })
})

describe('a rule that Helm would not keep names the line of its key', () => {
  it('through aliases, utilities, lists and maps', () => {
    write(
      'pod.ts',
      'export interface Pod {\n  /** Ports. */\n  ports: Array<{ number: string }>\n  /** A count. */\n  count: number | string\n}\n',
    )
    const file = write(
      'lines.ts',
      `import type { Pod as Unit } from './pod.js'
type Units = { readonly [name: string]: Readonly<Unit> }
export interface Values {
  /** Pods. */
  pods: Partial<Units>
  /** A mode. */
  modes: (Record<string, { a: 1 | 'b' }>)[]
}
`,
    )
    expect(mistakesIn(file)).toEqual([
      "pod.ts:3:18: 'pods.*.ports.[].number' has no doc comment: users read it in values.yaml",
      "pod.ts:5:3: 'pods.*.count' has several types (number, string): use one",
      "lines.ts:7:28: 'modes.[].*.a' has no doc comment: users read it in values.yaml",
      "lines.ts:7:28: 'modes.[].*.a' has several types (number, string): use one",
    ])
  })
})

describe('a schema is made once', () => {
  const source = (maximum: number) =>
    `export interface Port {\n  /**\n   * A number.\n   * @asType integer\n   * @minimum 1\n   * @maximum ${maximum}\n   */\n  number: number\n}\n`
  const cacheFolder = join(folder, 'cache')
  const file = write(
    'cached/values/values.ts',
    "import type { Port } from '../port.js'\nexport interface Values {\n  /** A port. */\n  port: Port\n}\n",
  )
  const maximum = () =>
    generateSchema({ file, type: 'Values', cacheFolder }).properties?.port?.properties?.number?.maximum

  it('and again when a file changes, in another folder too', () => {
    write('cached/port.ts', source(10))
    expect(maximum()).toBe(10)
    const started = performance.now()
    expect(maximum()).toBe(10)
    expect(performance.now() - started).toBeLessThan(200)
    write('cached/port.ts', source(20))
    expect(maximum()).toBe(20)
  })
})
