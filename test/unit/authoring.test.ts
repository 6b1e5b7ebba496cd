/** docs/authoring.md, followed to the letter: what it shows is all that must be touched. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { follow, linesOf, type Step, stepsOf } from '../support/follow-page.js'

const steps = stepsOf(readFileSync(join(projectFolder, 'docs/authoring.md'), 'utf8'))
const stepsIn = (section: string): readonly Step[] => steps.filter((step) => step.section === section)

const copied = ['bin', 'chart', 'dist', 'docs', 'schemas', 'src', 'test', 'tools', 'values']
const files = ['package.json', 'tsconfig.json', 'tsconfig.build.json']

/** A copy of the project that follows some steps. */
const projectWith = (followed: readonly Step[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-authoring-'))
  for (const path of [...copied, ...files]) cpSync(join(projectFolder, path), join(folder, path), { recursive: true })
  for (const path of ['node_modules', '.tools']) symlinkSync(join(projectFolder, path), join(folder, path))
  for (const step of followed) follow(step, folder)
  return folder
}

/** What a command prints, whether it succeeds or not. */
const run = (folder: string, command: string, ...args: readonly string[]): string => {
  try {
    return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return `${stdout}${stderr}`
  }
}

const compile = (folder: string): string => run(folder, 'npx', 'tsc', '-p', 'tsconfig.build.json')

/** Renders the chart of the copy with everything on, and judges it by the laws. */
const judge = `
import { compilePlatform } from './src/cli/project.js'
import { coalesceValues, renderChart } from './src/helm/index.js'
import { laws } from './test/laws/laws.js'

const overrides = {
  analyze: { enabled: true },
  pushgateway: { enabled: true },
  hostAliases: { 'db.example.com': '192.0.2.7' },
  networkPolicies: { peers: { prometheus: { podLabels: { app: 'prometheus' } } } },
}
const chart = compilePlatform()
const { objects, problems } = renderChart(chart, { overrides, releaseName: 'shop', namespace: 'team-1' })
const release = { name: 'shop', namespace: 'team-1', values: coalesceValues(chart.definition.defaults, overrides) }
const rendered = objects.map(({ object }) => object)
const violations = Object.entries(laws).flatMap(([name, law]) => law(rendered, release).map((one) => name + ': ' + one))
console.log(JSON.stringify({ objects, problems, violations }))
`

interface Judged {
  readonly objects: readonly { readonly template: string; readonly object: Readonly<Record<string, unknown>> }[]
  readonly problems: readonly unknown[]
  readonly violations: readonly string[]
}

const made: string[] = []
const copyWith = (followed: readonly Step[]): string => {
  const folder = projectWith(followed)
  made.push(folder)
  return folder
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

describe('a project that follows the page', () => {
  let folder: string
  let messages: string
  let judged: Judged

  beforeAll(() => {
    folder = copyWith(steps)
    messages = compile(folder) + run(folder, 'node', 'bin/slipway.js', 'build')
    writeFileSync(join(folder, 'judge.ts'), judge)
    judged = JSON.parse(run(folder, 'npx', 'tsx', 'judge.ts'))
  })

  const filesOf = (component: string) =>
    judged.objects
      .map(({ template }) => template)
      .filter((template) => template.startsWith(`${component}/`))
      .sort()

  it('compiles and builds', () => {
    expect(messages).toMatch(/generated files are up to date/)
    expect(messages).not.toMatch(/error/)
    expect(existsSync(join(folder, 'chart/templates/pushgateway/deployment.yaml'))).toBe(true)
  })

  it('has all objects of the new components', () => {
    expect(judged.problems).toEqual([])
    expect(filesOf('pushgateway')).toEqual([
      'pushgateway/deployment',
      'pushgateway/network-policy',
      'pushgateway/service',
      'pushgateway/service-account',
    ])
    expect(filesOf('analyze')).toEqual(['analyze/cron-job', 'analyze/network-policy', 'analyze/service-account'])
  })

  it('keeps every law', () => {
    expect(judged.violations).toEqual([])
  })

  it('gives the new option to every pod', () => {
    const pods = JSON.stringify(judged.objects).match(/"containers":/g)?.length
    const aliases = JSON.stringify(judged.objects).match(
      /"hostAliases":\[\{"ip":"192.0.2.7","hostnames":\["db.example.com"\]\}\]/g,
    )
    expect(pods).toBeGreaterThan(10)
    expect(aliases).toHaveLength(pods ?? 0)
  })

  it('passes the suites of its new folders', () => {
    const unittest = join(projectFolder, '.tools/bin/helm-unittest')
    const suites = ['pushgateway', 'analyze'].flatMap((name) => ['--file', `../test/helm-unittest/${name}_test.yaml`])
    expect(run(folder, unittest, '--strict', ...suites, 'chart')).toContain('Test Suites: 2 passed, 2 total')
  })
})

describe('the reader writes', () => {
  /** Lists of all components are the only source files of others. */
  const lists = ['src/platform/components/index.ts', 'src/platform/topology.ts', 'src/platform/values/values.ts']
  const edited = (section: string) =>
    stepsIn(section)
      .filter(({ file, isEdit }) => isEdit && file.startsWith('src/'))
      .map(({ file }) => file)
      .sort()
  const linesIn = (section: string, isWanted: (step: Step) => boolean) =>
    stepsIn(section)
      .filter((step) => step.file.startsWith('src/') && isWanted(step))
      .reduce((sum, step) => sum + linesOf(step), 0)

  it('a server in 40 lines, a few of them in the lists of all components', () => {
    expect(linesIn('Add a server', () => true)).toBeLessThanOrEqual(40)
    expect(linesIn('Add a server', ({ isEdit }) => isEdit)).toBeLessThanOrEqual(9)
    expect(edited('Add a server')).toEqual(lists)
  })

  it('a task in 20 lines and its values, and a few in the lists of all components', () => {
    expect(
      linesIn('Add a task', ({ file }) => file.startsWith('src/platform/components/analyze/')),
    ).toBeLessThanOrEqual(20)
    expect(linesIn('Add a task', () => true)).toBeLessThanOrEqual(35)
    expect(edited('Add a task')).toEqual(lists)
  })

  it('an option of all pods in one file', () => {
    expect(stepsIn('Add an option of all pods').map(({ file }) => file)).toEqual(['src/platform/values/pod-options.ts'])
  })
})

describe('a step that is left out', () => {
  const server = stepsIn('Add a server')
  const without = (file: string): string => compile(copyWith(server.filter((step) => step.file !== file)))

  it('of the values is named', () => {
    expect(without('src/platform/values/values.ts')).toContain('Values lacks pushgateway')
  })

  it('of the components is named', () => {
    expect(without('src/platform/components/index.ts')).toMatch(/Property 'pushgateway' is missing/)
  })

  it('of the topology is named', () => {
    expect(without('src/platform/topology.ts')).toMatch(/"pushgateway"' is not assignable/)
  })

  it('of the callers is named', () => {
    const noCallers = server.map((step) => ({ ...step, text: step.text.replace(/^@@\n {3}issuer.*\n.*\n/m, '') }))
    expect(compile(copyWith(noCallers))).toMatch(/Property 'pushgateway' is missing/)
  })
})
