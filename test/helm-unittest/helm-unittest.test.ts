import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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

/** The suites that are not there: of folders of templates, and of what stands in none. */
const missingSuites = (folders: readonly string[], present: readonly string[]): readonly string[] =>
  [...folders, 'checks', 'notes'].map((name) => `${name}_test.yaml`).filter((file) => !present.includes(file))

describe('every folder of templates', () => {
  const folders = readdirSync(join(projectFolder, 'chart/templates'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  const present = files.map(({ file }) => file)

  it('has a suite', () => {
    expect(folders.length).toBeGreaterThan(3)
    expect(missingSuites(folders, present)).toEqual([])
  })

  it('is missed when it has none', () => {
    const others = present.filter((file) => file !== 'api_test.yaml')
    expect(missingSuites([...folders, 'queue'], present)).toEqual(['queue_test.yaml'])
    expect(missingSuites(folders, others)).toEqual(['api_test.yaml'])
  })
})

/** The keys of rules that no test expects. A key that is made of values is expected as soon as one such key is. */
const untestedKeys = (keys: readonly string[], suite: string): readonly string[] =>
  keys.filter((key) => !new RegExp(`errorPattern: "- ${patternOf(key)}: `).test(suite))

const patternOf = (key: string): string =>
  key
    .split(/\{\{.+?\}\}/)
    .map((text) => text.replaceAll('.', '\\.'))
    .join('[\\w.-]+')

describe('every rule', () => {
  const rules = readdirSync(join(projectFolder, 'chart/templates'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('_checks.tpl'))
    .map((file) => readFileSync(join(projectFolder, 'chart/templates', file), 'utf8'))
    .join('\n')
  const keys = [...rules.matchAll(/^- key: (.+)$/gm)].map(([, key = '']) => key)
  const suite = files
    .filter(({ file }) => file.startsWith('checks'))
    .map(({ text }) => text)
    .join('\n')

  it('has a test that expects its message', () => {
    expect(keys.length).toBeGreaterThan(20)
    expect(keys).toHaveLength(rules.match(/^ {2}problem: /gm)?.length ?? 0)
    expect(untestedKeys(keys, suite)).toEqual([])
  })

  it.each(['api.auth.keys', '{{ $key }}.image.digest'])('is missed when the test of %s is gone', (key) => {
    const gone = suite.replaceAll(new RegExp(`errorPattern: "- ${patternOf(key)}: `, 'g'), '"')
    expect(untestedKeys(keys, gone)).toEqual([key])
  })
})
