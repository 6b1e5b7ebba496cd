import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'

/** What `slipway build` reads and writes. */
const copied = [
  ...['package.json', 'tsconfig.json', 'tsconfig.build.json', 'bin', 'src'],
  ...['chart', 'docs/reference', 'schemas/values-override.schema.json'],
]

/** Ways in which a generated file can be stale, by its path. */
const faults: Readonly<Record<string, (path: string) => void>> = {
  'chart/templates/api/deployment.yaml': (path) => appendFileSync(path, '\n'),
  'chart/templates/ui/service.yaml': (path) => rmSync(path),
  'chart/templates/forgotten.yaml': (path) => writeFileSync(path, 'kind: ConfigMap\n'),
  'chart/values.schema.json': (path) => writeFileSync(path, '{}\n'),
  'docs/reference/flows.md': (path) => appendFileSync(path, 'By hand.\n'),
  'schemas/values-override.schema.json': (path) => rmSync(path),
}

describe('build --check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-stale-'))
  let result: { readonly status: number | null; readonly stderr: string }

  beforeAll(() => {
    for (const path of copied) cpSync(join(projectFolder, path), join(folder, path), { recursive: true })
    symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'))
    for (const [path, spoil] of Object.entries(faults)) spoil(join(folder, path))
    const command = join(folder, 'bin/slipway.js')
    result = spawnSync(process.execPath, [command, 'build', '--check'], { cwd: folder, encoding: 'utf8' })
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('fails', () => {
    expect(result.status).toBe(1)
    expect(result.stderr).toContain('these generated files are stale')
  })

  it.each(Object.keys(faults))('names %s', (path) => {
    expect(result.stderr.split('\n').map((line) => line.trim())).toContain(path)
  })

  it('names no other file', () => {
    const named = result.stderr.split('\n').filter((line) => line.startsWith('  '))
    expect(named).toHaveLength(Object.keys(faults).length)
  })
})
