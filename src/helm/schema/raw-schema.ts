import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { JsonSchema } from './json-schema.js'

const require = createRequire(import.meta.url)

/** The package that turns types into schemas. */
export const generatorPackage = (): string => require.resolve('ts-json-schema-generator/package.json')

/** The JSON schema of a TypeScript type as ts-json-schema-generator writes it, unchecked. */
export const rawSchemaOf = (file: string, type: string): JsonSchema => {
  const program = join(dirname(generatorPackage()), 'bin/ts-json-schema-generator.js')
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
    const text = execFileSync(
      process.execPath,
      [program, '--path', resolve(file), '--type', type, '--tsconfig', tsconfig, ...flags],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 },
    )
    return JSON.parse(text) as JsonSchema
  } catch (error) {
    const { stderr } = error as { stderr?: string }
    throw new Error(
      `no JSON schema could be made of the exported type ${type} in ${file}:\n${stderr?.trim() ?? String(error)}`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
