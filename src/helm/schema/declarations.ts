import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Position } from '../node/origin.js'
import { type TypeScript, typescript } from './typescript-api.js'

/** A type that a file declares. */
export type Declaration =
  | TypeScript.InterfaceDeclaration
  | TypeScript.TypeAliasDeclaration
  | TypeScript.EnumDeclaration
  | TypeScript.ClassDeclaration

/** What a name stands for: declarations (interfaces may have several), or something of another package. */
export type Meaning = readonly Declaration[] | 'elsewhere' | undefined

/** Where a name of a file comes from. */
interface Import {
  readonly specifier: string
  /** The name there; `*` for the whole module. */
  readonly name: string
}

interface Module {
  readonly file: string
  readonly declared: ReadonlyMap<string, readonly Declaration[]>
  readonly imports: ReadonlyMap<string, Import>
  /** Modules whose exports all count as exports of this one. */
  readonly passedOn: readonly string[]
}

/** The types of a file and of the files that it imports from, by name. It reads syntax only: no type is computed. */
export class Declarations {
  readonly #modules = new Map<string, Module>()

  /** Every file that was read so far. */
  get files(): readonly string[] {
    return [...this.#modules.keys()]
  }

  /** What a name stands for in a file, as a type. */
  meaningOf(name: string, file: string): Meaning {
    return this.#find(name, file, new Set())
  }

  /** What `name` stands for in the file that `namespace` is imported from: `names.Port`. */
  memberMeaningOf(namespace: string, name: string, file: string): Meaning {
    const imported = this.#module(file).imports.get(namespace)
    return imported === undefined ? undefined : this.#imported({ ...imported, name }, file, new Set())
  }

  #find(name: string, file: string, visited: Set<string>): Meaning {
    if (visited.has(file)) return undefined
    visited.add(file)
    const { declared, imports, passedOn } = this.#module(file)
    const own = declared.get(name)
    if (own !== undefined) return own
    const imported = imports.get(name)
    if (imported !== undefined) return this.#imported(imported, file, visited)
    for (const specifier of passedOn) {
      const meaning = this.#imported({ specifier, name }, file, visited)
      if (meaning !== undefined) return meaning
    }
    return undefined
  }

  #imported({ specifier, name }: Import, file: string, visited: Set<string>): Meaning {
    const target = fileOf(specifier, file)
    if (target === undefined || name === '*') return 'elsewhere'
    // A name may lead back through a file that was visited under another name.
    return this.#find(name, target, new Set([...visited].filter((path) => path !== target)))
  }

  #module(file: string): Module {
    const known = this.#modules.get(file)
    if (known !== undefined) return known
    const made = readModule(file)
    this.#modules.set(file, made)
    return made
  }
}

/** The place of a node. */
export const positionOf = (node: TypeScript.Node): Position => {
  const source = node.getSourceFile()
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source))
  return { file: source.fileName, line: line + 1, column: character + 1 }
}

/** The source file behind `./values.js`; `undefined` for a package. */
const fileOf = (specifier: string, from: string): string | undefined => {
  if (!specifier.startsWith('.')) return undefined
  const path = resolve(dirname(from), specifier)
  const bare = path.replace(/\.([cm]?)js$/, '.$1ts')
  const candidates = [bare, `${path}.ts`, `${path}.d.ts`, path.replace(/\.js$/, '.d.ts'), resolve(path, 'index.ts')]
  return candidates.find((candidate) => /\.[cm]?ts$/.test(candidate) && existsSync(candidate))
}

const readModule = (file: string): Module => {
  const ts = typescript()
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true)
  const declared = new Map<string, readonly Declaration[]>()
  const imports = new Map<string, Import>()
  const passedOn: string[] = []
  for (const statement of source.statements) {
    if (isDeclaration(statement)) {
      const name = statement.name?.text ?? 'default'
      declared.set(name, [...(declared.get(name) ?? []), statement])
    } else if (ts.isImportDeclaration(statement)) {
      for (const [local, imported] of importsOf(statement)) imports.set(local, imported)
    } else if (ts.isExportDeclaration(statement)) {
      const specifier = textOf(statement.moduleSpecifier)
      const { exportClause } = statement
      if (exportClause === undefined && specifier !== undefined) passedOn.push(specifier)
      if (exportClause === undefined || !ts.isNamedExports(exportClause) || specifier === undefined) continue
      for (const { name, propertyName } of exportClause.elements) {
        imports.set(name.text, { specifier, name: (propertyName ?? name).text })
      }
    }
  }
  return { file, declared, imports, passedOn }
}

const isDeclaration = (node: TypeScript.Node): node is Declaration => {
  const ts = typescript()
  return [ts.isInterfaceDeclaration, ts.isTypeAliasDeclaration, ts.isEnumDeclaration, ts.isClassDeclaration].some(
    (is) => is(node),
  )
}

const textOf = (specifier: TypeScript.Expression | undefined): string | undefined =>
  specifier !== undefined && typescript().isStringLiteral(specifier) ? specifier.text : undefined

const importsOf = ({
  importClause,
  moduleSpecifier,
}: TypeScript.ImportDeclaration): readonly (readonly [string, Import])[] => {
  const ts = typescript()
  const specifier = textOf(moduleSpecifier)
  if (specifier === undefined || importClause === undefined) return []
  const { name, namedBindings } = importClause
  const whole = name === undefined ? [] : [[name.text, { specifier, name: 'default' }] as const]
  if (namedBindings === undefined) return whole
  if (ts.isNamespaceImport(namedBindings)) return [...whole, [namedBindings.name.text, { specifier, name: '*' }]]
  const named = namedBindings.elements.map(
    (element) => [element.name.text, { specifier, name: (element.propertyName ?? element.name).text }] as const,
  )
  return [...whole, ...named]
}
