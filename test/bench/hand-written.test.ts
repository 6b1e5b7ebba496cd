import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'
import type { HelmResult } from '../../src/helm/testing/index.js'
import { inputs } from '../laws/inputs.js'
import { helmEngine } from '../support/helm-engines.js'
import { newestHelm, renderWithHelm } from '../support/render-with-helm.js'
import { comparableObjects } from './comparable-objects.js'
import { writeHandWrittenChart } from './hand-written-chart.js'

const scratch = mkdtempSync(join(tmpdir(), 'slipway-hand-written-'))
const handWritten = join(scratch, 'hand-written')
beforeAll(() => writeHandWrittenChart(handWritten))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** What the inputs of the laws switch only together with something else. */
const switches: Readonly<Record<string, PlainMap>> = {
  'no cache': { cache: { mode: 'none' } },
  'no registry of models': { mlflow: { mode: 'none' } },
  'no database': { database: { mode: 'none' }, mlflow: { mode: 'none' } },
  'a database outside, for the API alone': {
    database: { mode: 'external', external: { host: 'pg.example.com' } },
    mlflow: { mode: 'none' },
    networkPolicies: { peers: { database: { podLabels: { app: 'postgres' } } } },
  },
  'models in a bucket without credentials': {
    mlflow: { artifacts: { store: 's3', s3: { uri: 's3://models' } } },
    networkPolicies: { peers: { objectStore: { cidrs: { store: '198.51.100.0/24' } } } },
  },
  'exporters that Prometheus reads': {
    database: { exporter: { enabled: true } },
    cache: { exporter: { enabled: true } },
    networkPolicies: { peers: { prometheus: { podLabels: { app: 'prometheus' } } } },
  },
  'users of all pods left to the cluster': { podSecurity: { fixedUsers: false } },
  'an upgrade of the tables of MLflow': { mlflow: { databaseUpgrade: true } },
  'no Jobs': {
    migrate: { enabled: false },
    firstModel: { enabled: false },
    mlflow: { garbageCollection: { enabled: false } },
  },
  'numbers that Go prints with an exponent': {
    api: { rateLimitPerMinute: 1_000_000, uid: 1_000_650_000 },
    database: { uid: 1_000_650_000 },
    priorityClass: { value: 900_000_000 },
  },
}

const cases = Object.entries({ ...inputs, ...switches })

/** A benchmark against a chart that does less would say nothing. */
describe('the hand-written chart of the benchmark gives the objects of the generated chart', () => {
  it.each(cases)('with %s', async (_name, overrides) => {
    const input = { overrides, namespace: 'team-1' }
    const [own, generated] = await Promise.all([
      renderWithHelm({ ...input, chart: handWritten }),
      renderWithHelm(input),
    ])
    expect(generated.error).toBe('')
    expect(generated.objects.length).toBeGreaterThan(10)
    expectEqual(own, generated)
  })
})

interface Suite {
  readonly suite: string
  readonly release?: Release
  readonly values?: readonly string[]
  readonly set?: PlainMap
  readonly tests: readonly (Omit<Suite, 'suite' | 'tests'> & { readonly it: string })[]
}

interface Release {
  readonly name?: string
  readonly namespace?: string
}

const unittests = join(projectFolder, 'test/helm-unittest')

const suites = readdirSync(unittests)
  .filter((file) => file.endsWith('_test.yaml'))
  .map((file) => parse(readFileSync(join(unittests, file), 'utf8'), { merge: true }) as Suite)

/** `set: { api.replicas: 2 }`: one values file for each key. */
const assignmentsOf = ({ set = {} }: Pick<Suite, 'set'>): readonly PlainMap[] =>
  Object.entries(set).map(
    ([path, value]) =>
      path
        .split('.')
        .reverse()
        .reduce((inner: unknown, key) => ({ [key]: inner }), value) as PlainMap,
  )

const inputsOf = (suite: Suite) =>
  suite.tests.map((test) => ({
    name: test.it,
    values: [
      ...[...(suite.values ?? []), ...(test.values ?? [])].map((path) => readFileSync(join(unittests, path), 'utf8')),
      ...assignmentsOf(suite),
      ...assignmentsOf(test),
    ],
    releaseName: test.release?.name ?? suite.release?.name ?? 'shop',
    namespace: test.release?.namespace ?? suite.release?.namespace ?? 'team-1',
  }))

/** Their assertions are about the generated chart; here only what they set counts, and that both charts agree on it. */
describe('it agrees with the generated chart on whatever the suites of helm-unittest set', () => {
  const engine = helmEngine(newestHelm)
  const [own, generated] = [join(scratch, 'own'), join(scratch, 'generated')]
  const refused = new Set<string>()

  beforeAll(() => {
    writeHandWrittenChart(own)
    cpSync(join(projectFolder, 'chart'), generated, { recursive: true })
    // Both share it, and reading it takes most of the time.
    for (const chart of [own, generated]) rmSync(join(chart, 'values.schema.json'))
  })

  it.each(suites.map((suite) => [suite.suite, suite] as const))('%s', async (_name, suite) => {
    for (const { name, ...input } of inputsOf(suite)) {
      const expected = await engine.render({ ...input, chart: generated })
      expectEqual(await engine.render({ ...input, chart: own }), expected, name)
      for (const problem of problemsOf(expected)) refused.add(problem.split(':')[0] ?? '')
    }
  })

  it('and refuses the same of it, with the same words', () => {
    expect(refused.size).toBeGreaterThan(50)
  })
})

const expectEqual = (own: HelmResult, expected: HelmResult, what?: string): void => {
  const objectsOf = ({ objects }: HelmResult) => comparableObjects(objects.map(({ object }) => object))
  expect(problemsOf(own), what).toEqual(problemsOf(expected))
  expect(objectsOf(own), what).toEqual(objectsOf(expected))
  expect(own.objects.length, what).toBe(expected.objects.length)
  expect(own.notes, what).toBe(expected.notes)
}

/** The rules that refuse values, in any order, or the error where it is another one. */
const problemsOf = ({ error }: HelmResult): readonly string[] => {
  const problems = error.split('\n').filter((line) => line.trimStart().startsWith('- '))
  return problems.length > 0 || error === '' ? problems.map((line) => line.trim()).sort() : [error]
}
