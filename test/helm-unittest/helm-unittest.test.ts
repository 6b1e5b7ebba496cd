import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import { runTool } from '../support/run-tool.js'

interface Suite {
  readonly suite: string
  readonly tests: readonly unknown[]
}

const folder = join(projectFolder, 'test/helm-unittest')

const files = readdirSync(folder)
  .filter((file) => file.endsWith('_test.yaml'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))

const suites = files.map(({ text }) => parse(text, { merge: true }) as Suite)

it('passes every test of every suite', async () => {
  const { exitCode, output } = await runTool('helm-unittest', [
    '--strict',
    ...['--file', '../test/helm-unittest/*_test.yaml'],
    'chart',
  ])
  const testCount = suites.reduce((sum, { tests }) => sum + tests.length, 0)
  // A glob that matches nothing passes too.
  expect(output).toContain(`Test Suites: ${suites.length} passed, ${suites.length} total`)
  expect(output).toContain(`Tests:       ${testCount} passed, ${testCount} total`)
  expect(exitCode).toBe(0)
})

it('has a suite for every folder of templates', () => {
  const folders = readdirSync(join(projectFolder, 'chart/templates'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}_test.yaml`)
  expect(files.map(({ file }) => file)).toEqual(
    expect.arrayContaining([...folders, 'checks_test.yaml', 'notes_test.yaml']),
  )
})

it('expects the message of every check', () => {
  const checks = readFileSync(join(projectFolder, 'chart/templates/checks.yaml'), 'utf8')
  const keys = [...checks.matchAll(/append \$problems \(list\n\s+"(.+):"/g)].map(([, key = '']) => key)
  const expected = files.find(({ file }) => file === 'checks_test.yaml')?.text ?? ''
  expect(keys).toHaveLength(checks.match(/append \$problems/g)?.length ?? 0)
  expect(keys.length).toBeGreaterThan(20)
  expect(keys.filter((key) => !expected.includes(`errorPattern: "- ${key}: `))).toEqual([])
})
