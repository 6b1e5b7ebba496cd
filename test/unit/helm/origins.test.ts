import { dirname } from 'node:path'
import { runInThisContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { ruleNodes } from '../../../src/helm/builder/assertion.js'
import {
  type Assertion,
  add,
  assert,
  BuildError,
  BuildErrors,
  capabilities,
  ceilDivide,
  chartInfo,
  type Expr,
  printTemplates,
  Resource,
  release,
  renderChart,
  resource,
  valuesOf,
} from '../../../src/helm/index.js'
import type { Origin } from '../../../src/helm/node/origin.js'
import { sample, sampleChart } from '../../support/sample-chart.js'

// biome-ignore lint/suspicious/noExplicitAny: these tests are about mistakes that `any` lets through.
const anything = valuesOf<any>() as any

const errorOf = (attempt: () => unknown): unknown => {
  try {
    return attempt()
  } catch (error) {
    return error
  }
}

const build = (fields: object) => sampleChart({ templates: { object: new Resource(fields) } })

describe('mistakes', () => {
  it('say what they are, which stack traces repeat', () => {
    const first = errorOf(() => ceilDivide(sample.count, 0))
    expect(first).toBeInstanceOf(BuildError)
    expect(String(first)).toMatch(/^BuildError: test\/unit\/helm\/origins\.test\.ts:\d+:\d+: a divisor must be/)
    const all = errorOf(() => build({ a: anything.one, b: anything.two }))
    expect(all).toBeInstanceOf(BuildErrors)
    expect(String(all)).toMatch(/^BuildErrors: test\/unit.*'values\.one';.*\ntest\/unit.*'values\.two';.*$/)
  })

  it.each([
    ['.Release.Name', () => release.name],
    ['.Release.Namespace', () => release.namespace],
    ['.Release.Service', () => release.service],
    ['.Release.IsInstall', () => release.isInstall],
    ['.Release.IsUpgrade', () => release.isUpgrade],
    ['.Chart.Name', () => chartInfo.name],
    ['.Chart.Version', () => chartInfo.version],
    ['.Chart.AppVersion', () => chartInfo.appVersion],
    ['.Capabilities.KubeVersion.Version', () => capabilities.kubeVersion],
  ])('with %s name the line that reads it', (described, read) => {
    const error = errorOf(() => build({ a: add(1, read() as unknown as Expr<number>) }))
    expect(String(error)).toMatch(
      /^BuildErrors: test\/unit\/helm\/origins\.test\.ts:\d+:\d+: arithmetic is for integers/,
    )
    expect(String(error)).toContain(`'${described}'`)
  })
})

const originOf = (assertion: Assertion): Origin => ruleNodes([assertion])[0]?.origin as Origin

describe('the place of a file', () => {
  const object = { apiVersion: 'v1', kind: 'Any' }
  const rule = { key: 'enabled', refuseWhen: sample.enabled, problem: 'is on', example: 'enabled: false' }

  const sourceFrom = (sourceRoot: string) => {
    const files = printTemplates(build({ a: 1 }), { sourceRoot, buildCommand: 'npm run build' })
    return /Generated from (.*?):/.exec(String(files.get('templates/object.yaml')))?.[1]
  }

  it('is relative to the root of the sources', () => {
    expect(sourceFrom(process.cwd())).toBe('test/unit/helm/origins.test.ts')
    expect(sourceFrom(`${process.cwd()}/`)).toBe('test/unit/helm/origins.test.ts')
    expect(sourceFrom(import.meta.dirname)).toBe('origins.test.ts')
  })

  it('is absolute when it lies elsewhere', () => {
    const file = import.meta.filename
    expect(sourceFrom('/somewhere/else')).toBe(file)
    // A folder whose name only starts alike.
    expect(sourceFrom(dirname(file).slice(0, -1))).toBe(file)
  })

  it.each([
    ['/charts/plain/chart.js', '/charts/plain/chart.js'],
    ['/charts/copy (1)/chart.js', '/charts/copy (1)/chart.js'],
    ['/charts/a:1:2/chart.js', '/charts/a:1:2/chart.js'],
    ['/charts/100%/chart.js', '/charts/100%/chart.js'],
    ['file:///charts/with%20space%23/chart.js', '/charts/with space#/chart.js'],
  ])('is found in %s', (filename, file) => {
    for (const code of ['(assert, rule) => assert(rule)', '(function named(assert, rule) { return assert(rule) })']) {
      const origin = originOf(runInThisContext(code, { filename })(assert, rule))
      expect(origin.position).toEqual({ file, line: 1, column: code.indexOf('assert(rule)') + 1 })
    }
  })

  it.each([
    '/charts/node_modules/chart-library/index.js',
    '/charts/node_modules/@acme/charts/dist/index.js',
    '/charts/node_modules/.pnpm/chart-library@1.0.0/node_modules/chart-library/index.js',
    '/charts/node_modules/slipway/dist/platform/chart.js',
    '/charts/node_modules/vitest-charts/index.js',
  ])('is in a library of charts: %s', (filename) => {
    const { origin } = runInThisContext('(make, object) => make(object)', { filename })(resource, object)
    expect(origin.position).toEqual({ file: filename, line: 1, column: 19 })
    // The chart that calls the library declares the object.
    expect(origin.declaration.file).toBe(import.meta.filename)
  })

  it.each([
    'node:internal/modules/run_main',
    '/charts/node_modules/vitest/dist/runner.js',
    '/charts/node_modules/@vitest/runner/dist/index.js',
    '/charts/node_modules/.pnpm/tsx@4/node_modules/tsx/dist/loader.js',
    '/charts/node_modules/jest-circus/build/run.js',
    '/charts/node_modules/slipway/dist/helm/builder/resource.js',
    '/charts/node_modules/library/node_modules/slipway/dist/helm/builder/resource.js',
  ])('is not in what runs it: %s', (filename) => {
    const { origin } = runInThisContext('(make, object) => make(object)', { filename })(resource, object)
    expect(origin.position.file).toBe(import.meta.filename)
  })

  it('is in a library when nothing else calls the toolkit', async () => {
    const filename = '/charts/node_modules/library/index.js'
    const call = runInThisContext('(make) => (object) => make(object)', { filename })(resource)
    const made = Promise.resolve<unknown>(object).then(call) as Promise<Resource>
    await new Promise(setImmediate)
    const { origin } = await made
    expect([origin.position.file, origin.declaration.file]).toEqual([filename, filename])
  })

  it('is not that of a module that only waits', async () => {
    const wait = runInThisContext('async (make) => await make()', { filename: '/charts/look at me/chart.js' })
    const assertion = wait(async () => {
      await undefined
      return assert(rule)
    })
    // Whoever awaits the promise sooner counts as a caller.
    await new Promise(setImmediate)
    const origin = originOf(await assertion)
    expect(origin.declaration.file).toBe(import.meta.filename)
  })

  it('is unknown when no line of an author calls the toolkit', async () => {
    const assertion = Promise.resolve(rule).then(assert)
    await new Promise(setImmediate)
    const { problems } = renderChart(sampleChart({ assertions: [await assertion] }))
    expect(problems.map(({ position }) => position)).toEqual(['unknown source:0:0'])
  })
})
