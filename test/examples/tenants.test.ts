import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { everything } from '../../examples/tenants/test/everything.js'
import { projectFolder } from '../../src/cli/project.js'
import { helmVersions, newestHelm } from '../support/render-with-helm.js'
import { runTool } from '../support/run-tool.js'
import { filesBelow, installOutside, runOutside } from './outsider.js'

const example = 'examples/tenants'
const committed = join(projectFolder, example)

describe('the example with many tenants, outside this repository', () => {
  const folder = installOutside(example)
  const valuesFile = join(folder, 'everything.json')
  writeFileSync(valuesFile, JSON.stringify(everything))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('type-checks', async () => {
    expect(await runOutside(folder, ['typescript/bin/tsc', '--noEmit'])).toBe('')
  })

  it('builds the chart that is committed', async () => {
    expect(await runOutside(folder, ['tsx/dist/cli.mjs', 'src/build.ts'])).toContain('wrote ')
    expect(filesBelow(join(folder, 'chart'))).toEqual(filesBelow(join(committed, 'chart')))
  })

  it('passes its own tests, with a real Helm', async () => {
    expect(await runOutside(folder, ['vitest/vitest.mjs', 'run'])).toMatch(/Tests\s+\d+ passed \(\d+\)/)
  })

  it.each(helmVersions)('passes helm lint of %s, as it is and with everything on', async (version) => {
    for (const values of [[], ['-f', valuesFile]]) {
      const { exitCode, output } = await runTool(`helm-${version}`, [
        'lint',
        '--strict',
        join(committed, 'chart'),
        ...values,
      ])
      expect(exitCode, output).toBe(0)
    }
  })

  it.each(readdirSync(join(projectFolder, 'schemas/kubernetes')))(
    'makes objects that Kubernetes %s takes',
    async (version) => {
      const { output } = await runTool(`helm-${newestHelm}`, ['template', join(committed, 'chart'), '-f', valuesFile])
      const file = join(folder, 'objects.yaml')
      writeFileSync(file, output)
      const schemas = join(projectFolder, 'schemas/kubernetes', version, '{{ .ResourceKind }}{{ .KindSuffix }}.json')
      const args = ['-strict', '-summary', '-skip', 'Certificate', '-schema-location', schemas, file]
      const report = await runTool('kubeconform', args)
      expect(report.output).toMatch(/Valid: 1\d, Invalid: 0, Errors: 0, Skipped: 1$/m)
    },
  )
})

describe('the TypeScript of the example', () => {
  const sources = readdirSync(join(committed, 'src'))

  it.each(sources)('%s is small, and needs no cast', (file) => {
    const text = readFileSync(join(committed, 'src', file), 'utf8')
    const code = text.replaceAll(/^import .*$|\/\*\*?.*?\*\/|\/\/.*$|'[^']*'/gms, '')
    expect(code).not.toMatch(/\bas\b|\bany\b|\bunknown\b|\bnever\b|[\w)\]]![.,;)\]\s]|@ts-/)
    expect(text.split('\n').length).toBeLessThan(160)
  })
})
