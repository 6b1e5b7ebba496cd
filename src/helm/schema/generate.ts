import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { JsonSchema } from './json-schema.js'

export interface SchemaSource {
  /** The TypeScript file that exports the type; it and the files beside it are what the schema depends on. */
  readonly file: string
  /** The name of the type. */
  readonly type: string
  /** Where to keep the result until a source file changes; the generator takes more than a second. */
  readonly cacheFolder?: string
}

const require = createRequire(import.meta.url)

/** The JSON schema of a TypeScript type, as ts-json-schema-generator writes it, before `postProcess`. */
export const generateSchema = ({ file, type, cacheFolder }: SchemaSource): JsonSchema => {
  const generator = require.resolve('ts-json-schema-generator/package.json')
  const cached = cacheFolder && join(cacheFolder, `schema-${fingerprint(file, type, generator)}.json`)
  if (cached !== undefined && existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8'))
  const schema = runGenerator(file, type, join(dirname(generator), 'bin/ts-json-schema-generator.js'))
  if (cached !== undefined) {
    mkdirSync(dirname(cached), { recursive: true })
    writeFileSync(cached, schema)
  }
  return JSON.parse(schema)
}

const runGenerator = (file: string, type: string, program: string): string => {
  // The generator brings its own TypeScript, which does not know every option of ours: it gets a small tsconfig.
  const folder = mkdtempSync(join(tmpdir(), 'values-schema-'))
  const tsconfig = join(folder, 'tsconfig.json')
  const compilerOptions = {
    strict: true,
    target: 'es2022',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: [],
  }
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: [resolve(file)] }))
  // `--expose none` inlines every type: Helm's validator ignores keywords beside `$ref` in draft-07.
  const flags = ['--expose', 'none', '--jsDoc', 'extended', '--no-top-ref', '--no-type-check', '--unstable']
  try {
    return execFileSync(
      process.execPath,
      [program, '--path', resolve(file), '--type', type, '--tsconfig', tsconfig, ...flags],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 },
    )
  } catch (error) {
    const { stderr } = error as { stderr?: string }
    throw new Error(
      `no JSON schema could be made of the exported type ${type} in ${file}:\n${stderr?.trim() ?? String(error)}`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Changes when the type's folder, the type's name or the generator changes. */
const fingerprint = (file: string, type: string, generator: string): string => {
  const hash = createHash('sha256').update(type).update(readFileSync(generator))
  const folder = dirname(file)
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex').slice(0, 16)
}
