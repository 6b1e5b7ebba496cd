import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { JsonSchema } from './json-schema.js'
import { generatorPackage } from './raw-schema.js'

/** A schema and the files that it was made of, each with the hash of its content. */
interface Entry {
  readonly files: Readonly<Record<string, string>>
  readonly schema: JsonSchema
}

/**
 * Schemas in a folder. One counts until a file changes that its type is made of (as far as relative imports lead), or the
 * rules here, or the generator. A type of another package that changes is not noticed: remove the folder then.
 */
export class SchemaCache {
  readonly #file: string
  readonly #folder: string

  constructor(folder: string, source: string, type: string) {
    this.#folder = dirname(resolve(source))
    const key = hashOf([resolve(source), type, readFileSync(generatorPackage(), 'utf8'), ...ownSources()].join('\0'))
    this.#file = join(folder, `schema-${key}.json`)
  }

  read(): JsonSchema | undefined {
    if (!existsSync(this.#file)) return undefined
    const { files, schema } = JSON.parse(readFileSync(this.#file, 'utf8')) as Entry
    const isCurrent = Object.entries(files).every(([path, hash]) => {
      const file = resolve(this.#folder, path)
      return existsSync(file) && hashOf(readFileSync(file, 'utf8')) === hash
    })
    return isCurrent ? schema : undefined
  }

  write(schema: JsonSchema, files: readonly string[]): void {
    const hashes = files.map((file) => [relative(this.#folder, file), hashOf(readFileSync(file, 'utf8'))] as const)
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileSync(this.#file, JSON.stringify({ files: Object.fromEntries(hashes), schema } satisfies Entry))
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** The rules of this folder and of patterns: what a schema must keep may change with the toolkit. */
const ownSources = (): readonly string[] =>
  [import.meta.dirname, join(import.meta.dirname, '../go')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
