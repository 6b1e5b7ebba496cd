import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'

const source = join(projectFolder, 'src')

interface Import {
  readonly from: string
  readonly to: string
  /** `import type` leaves no trace at run time. */
  readonly isType: boolean
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

const textOf = (file: string): string => readFileSync(join(source, file), 'utf8')

/** Files of the project are named relative to `src`. */
const targetOf = (file: string, target: string): string =>
  target.startsWith('.') ? relative(source, normalize(join(source, dirname(file), target))) : target

/** Every import of every source file. */
const imports: readonly Import[] = files.flatMap((file) =>
  [...textOf(file).matchAll(/^(import|export)( type)? [^;]*?from '([^']+)'$/gms)].map(
    ([, , type, target = '']): Import => ({ from: file, to: targetOf(file, target), isType: type !== undefined }),
  ),
)

const components = readdirSync(join(source, 'platform/components'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const violations = (from: RegExp, to: RegExp, also: (found: Import) => boolean = () => true) =>
  imports
    .filter((found) => from.test(found.from) && to.test(found.to) && also(found))
    .map(({ from, to }) => `${from} -> ${to}`)

describe('knowledge flows one way: cli -> platform -> helm', () => {
  it('reads the imports', () => {
    expect(imports.length).toBeGreaterThan(300)
    expect(violations(/^cli\//, /^platform\//)).not.toEqual([])
    expect(violations(/^platform\//, /^helm\//)).not.toEqual([])
  })

  it.each([
    ['the toolkit knows nothing of the platform', /^helm\//, /^(platform|cli)/],
    ['the platform knows nothing of the command line', /^platform\//, /^cli/],
    [
      'kinds know nothing of components and policies',
      /^platform\/kinds\//,
      /^platform\/(components|policies|assertions|chart)/,
    ],
    ['values know nothing of the rest of the platform', /^platform\/values\//, /^platform\/(?!values)/],
    ['the topology is data', /^platform\/topology\.ts$/, /./],
    ['components know no rules of the whole', /^platform\/components\//, /^platform\/(policies|assertions|chart)/],
    ...components.map((name): [string, RegExp, RegExp] => [
      `the component ${name} knows no other`,
      new RegExp(`^platform/components/${name}/`),
      new RegExp(`^platform/components/(?!${name}/)`),
    ]),
    ['the semantics of Go are the ground floor', /^helm\/go\//, /^helm\/(?!go\/)/],
    ['nodes are data', /^helm\/node\//, /^helm\/(?!node\/)/],
    ['functions know no interpreter', /^helm\/function\//, /^helm\/(evaluator|printer|transform|builder|chart)\//],
    ['the input of values knows no templates', /^helm\/values\//, /^helm\/(?!values\/|go\/)/],
    ['the toolkit does not need its test helpers', /^helm\/(?!testing\/)/, /^(helm\/testing\/|fast-check)/],
    ['the evaluator does not print', /^helm\/evaluator\//, /^helm\/printer\//],
    ['the printer does not evaluate', /^helm\/printer\//, /^helm\/evaluator\//],
  ])('%s', (_rule, from, to) => {
    expect(violations(from, to)).toEqual([])
  })

  it('the platform uses the toolkit through its front door', () => {
    expect(violations(/^platform\//, /^helm\/(?!index\.js$)/)).toEqual([])
  })

  it('nothing of kubernetes-models is used at run time', () => {
    expect(violations(/./, /kubernetes-models/, ({ isType }) => !isType)).toEqual([])
  })
})

/** The trees of the toolkit hold each other, so their types do: an expression may be a sum over items of a document. */
const isTreeOfTypes = ({ from, isType }: Import): boolean => isType && from.startsWith('helm/')

/** What each file imports, at run time or for its types, at once or later with `import()`. */
const importedBy: ReadonlyMap<string, readonly string[]> = new Map(
  files.map((file) => {
    const later = [...textOf(file).matchAll(/import\('(\.[^']+)'\)/g)].map(([, target = '']) => targetOf(file, target))
    const atOnce = imports.filter((found) => found.from === file && !isTreeOfTypes(found)).map(({ to }) => to)
    return [file, [...atOnce, ...later].map((target) => target.replace(/\.js$/, '.ts'))]
  }),
)

/** The shortest way from a file along imports back to it. */
const circleThrough = (file: string): readonly string[] | undefined => {
  const ways: (readonly string[])[] = [[file]]
  const seen = new Set<string>()
  for (const way of ways) {
    for (const next of importedBy.get(way.at(-1) ?? '') ?? []) {
      if (next === file) return way
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}

/** Each circle once, written from its first file in the order of the alphabet. */
const circles = (among: RegExp): readonly string[] => {
  const found = files
    .filter((file) => among.test(file))
    .map(circleThrough)
    .filter((way) => way !== undefined)
    .map((way) => {
      const start = way.indexOf([...way].sort()[0] ?? '')
      const turned = [...way.slice(start), ...way.slice(0, start)]
      return [...turned, turned[0]].join(' -> ')
    })
  return [...new Set(found)]
}

describe('files that import each other in a circle', () => {
  it('are found', () => {
    expect(importedBy.get('cli/local/index.ts')).toEqual(
      expect.arrayContaining(['cli/local/up.ts', 'cli/local/release/find.ts', 'cli/user-error.ts']),
    )
  })

  it('are none', () => {
    expect(circles(/./)).toEqual([])
  })
})

describe('the rooms of the local cluster', () => {
  /** Told in src/cli/local/index.ts; the commands themselves stand above them all. */
  const floors = [['up'], ['forward', 'observe'], ['release'], ['cluster'], ['kubernetes'], ['machine'], ['terminal']]

  it('are all on a floor', () => {
    const rooms = readdirSync(join(source, 'cli/local'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    expect(floors.flat().sort()).toEqual(rooms.sort())
  })

  it.each(floors.flat())('%s knows only those below it', (room) => {
    const below = floors.slice(floors.findIndex((rooms) => rooms.includes(room)) + 1).flat()
    const others = new RegExp(`^cli/local/(?!(${[room, ...below].join('|')})/)`)
    expect(violations(new RegExp(`^cli/local/${room}/`), others)).toEqual([])
  })
})

describe('the package slipway/helm', () => {
  it('is what outsiders import', () => {
    const program = "import('slipway/helm').then((helm) => console.log(Object.keys(helm).join(' ')))"
    const names = execFileSync(process.execPath, ['-e', program], { cwd: projectFolder, encoding: 'utf8' })
    for (const name of ['valuesOf', 'resource', 'when', 'defineChart', 'compileChart', 'printChart', 'renderChart']) {
      expect(names.split(/\s/)).toContain(name)
    }
  })

  it('brings helpers for tests', () => {
    const program = "import('slipway/helm/testing').then((testing) => console.log(Object.keys(testing).join(' ')))"
    const names = execFileSync(process.execPath, ['-e', program], { cwd: projectFolder, encoding: 'utf8' })
    for (const name of ['objectOf', 'helmCommand', 'disagreements', 'differentialCheck']) {
      expect(names.split(/\s/)).toContain(name)
    }
  })

  it('brings type declarations', () => {
    const declarations = readFileSync(join(projectFolder, 'dist/helm/index.d.ts'), 'utf8')
    expect(declarations).toContain("from './lift/lift.js'")
  })
})
