import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compilePlatform, projectFolder } from '../../src/cli/project.js'
import { readValues, readValuesFile } from '../../src/cli/values-input.js'
import { type HelmVersion, type PlainMap, renderChart } from '../../src/helm/index.js'
import { combinations } from '../support/combinations.js'
import { renderWithHelm, testedHelmVersions } from '../support/render-with-helm.js'

const chart = compilePlatform()

const cases: Readonly<Record<string, PlainMap>> = {
  defaults: {},
  ...Object.fromEntries(
    readdirSync(join(projectFolder, 'values')).map((file) => [
      file,
      readValuesFile(join(projectFolder, 'values', file)),
    ]),
  ),
  ...combinations,
}

/** `4.2.4` is of the line 4.2. */
const lineOf = (version: string): HelmVersion => version.replace(/\.\d+$/, '') as HelmVersion

const byTemplate = (objects: readonly { readonly template: string; readonly object: PlainMap }[]) =>
  Object.fromEntries(objects.map(({ template, object }) => [template, object]))

describe.each(testedHelmVersions)('the evaluator agrees with Helm %s', (version) => {
  const helm = lineOf(version)

  it.each(Object.entries(cases))('on the objects of %s', async (_name, overrides) => {
    const real = await renderWithHelm({ version, overrides, namespace: 'team-1' })
    const { objects } = renderChart(chart, { overrides, helm, releaseName: 'shop', namespace: 'team-1' })
    expect(real.error).toBe('')
    expect(objects.length).toBeGreaterThan(10)
    expect(byTemplate(objects)).toEqual(byTemplate(real.objects))
  })

  it.each(Object.entries(cases))('on the notes of %s', async (_name, overrides) => {
    const { notes: real } = await renderWithHelm({ version, overrides })
    const { notes } = renderChart(chart, { overrides, helm, releaseName: 'shop' })
    expect(notes.trim()).toBe(real.trim())
    expect(notes).toContain('rollout status')
  })

  it('on numbers from --set, which are int64 in Helm and float64 in files', async () => {
    const set = ['api.autoscaling.minReplicas=4', 'api.tracing.sampleRatio=1', 'ui.uid=1000000', 'api.replicas=7']
    const real = await renderWithHelm({ version, set })
    const { objects } = renderChart(chart, { overrides: readValues({ set }), helm, releaseName: 'shop' })
    expect(real.error).toBe('')
    expect(byTemplate(objects)).toEqual(byTemplate(real.objects))
  })

  it('on the message of broken rules', async () => {
    const overrides = {
      profile: 'production',
      api: { autoscaling: { minReplicas: 9, maxReplicas: 4 } },
      edge: { mode: 'httpRoute' },
      quota: { mode: 'explicit' },
    }
    const real = await renderWithHelm({ version, overrides })
    const { objects, problems } = renderChart(chart, { overrides, helm, releaseName: 'shop' })
    expect(objects).toEqual([])
    expect(problems.length).toBeGreaterThan(6)
    for (const { key, problem, example } of problems) {
      expect(real.error).toContain(`- ${key}: ${problem} For example: ${example}`)
    }
    expect(real.error.match(/^- /gm)).toHaveLength(problems.length)
  })
})

it('reads several values files and --set in the order of Helm', async () => {
  const files = ['development.yaml', 'local.yaml'].map((file) => join(projectFolder, 'values', file))
  const set = [
    'api.replicas=3',
    'api.env.GREETING=hello\\, world',
    'global.image.pullSecrets={a,b}',
    'global.image.pullSecrets[1]=c',
    'ui.podLabels.team=x',
  ]
  const real = await renderWithHelm({ values: files.map((file) => readFileSync(file, 'utf8')), set })
  const { objects } = renderChart(chart, { overrides: readValues({ values: files, set }), releaseName: 'shop' })
  expect(real.error).toBe('')
  expect(byTemplate(objects)).toEqual(byTemplate(real.objects))
})
