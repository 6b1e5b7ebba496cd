import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'
import { filesOf, type HelmRequest, helmCommand } from '../../src/helm/testing/index.js'
import { combinations } from '../support/combinations.js'
import { environments } from '../support/environments.js'
import { helmEngine } from '../support/helm-engines.js'
import { helmBinary, helmVersions } from '../support/render-with-helm.js'
import { sampleChart } from '../support/sample-chart.js'

const chart = join(projectFolder, 'chart')

const requests: Readonly<Record<string, HelmRequest>> = {
  'the defaults': { chart },
  'an upgrade into another namespace': { chart, isUpgrade: true, namespace: 'team-1', releaseName: 'shop' },
  '--set over values files': {
    chart,
    values: [{ api: { replicas: 7, env: { A: 'b' } } }, 'ui: {replicas: 3}\n'],
    set: ['api.replicas=8', 'api.env.C=true', 'ui.uid=1000000'],
  },
  'another Kubernetes and more APIs': { chart, kubeVersion: 'v1.34.2', apiVersions: ['monitoring.coreos.com/v1'] },
  'values that the schema refuses': { chart, values: [{ api: { replicas: 'many' }, nonsense: 1 }] },
  'values that the rules refuse': { chart, values: [{ profile: 'production', edge: { mode: 'httpRoute' } }] },
  'values that are no YAML': { chart, values: ['a: [1'] },
  'an assignment that is none': { chart, set: ['api.replicas'] },
  'a chart that is not on disk': { chart: filesOf(sampleChart({})), values: [{ text: 'other' }] },
  'a template that is broken': {
    chart: new Map([
      ['Chart.yaml', 'apiVersion: v2\nname: broken\nversion: 1.0.0\n'],
      ['templates/a.yaml', 'a: {{ .Values.b | nonsense }}\n'],
    ]),
  },
}

const cases: Readonly<Record<string, HelmRequest>> = {
  ...requests,
  ...Object.fromEntries(
    Object.entries({ ...environments, ...combinations }).map(([name, values]) => [name, { chart, values: [values] }]),
  ),
}

/** Helm lists violations in no fixed order, and values files have other folders. */
const sentences = (error: string): readonly string[] =>
  error
    .replace(/^Error: /, '')
    .replaceAll(/\S+(?=values-\d\.yaml)/g, '')
    .replace(/\n\nUse --debug flag[^\n]*/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .sort()

const byTemplate = (objects: readonly { readonly template: string; readonly object: PlainMap }[]) =>
  [...objects].sort((a, b) => a.template.localeCompare(b.template))

describe.each(helmVersions)('the engine of Helm %s says what helm template says', (version) => {
  const engine = helmEngine(version)
  const command = helmCommand(helmBinary(version))

  it('is that version', () => {
    expect(engine.version).toBe(version)
    expect(command.version).toBe(version)
  })

  it.each(Object.entries(cases))('for %s', async (_name, request) => {
    const [fast, slow] = [await engine.render(request), await command.render(request)]
    expect(sentences(fast.error)).toEqual(sentences(slow.error))
    expect(byTemplate(fast.objects)).toEqual(byTemplate(slow.objects))
    expect(fast.notes.trim()).toBe(slow.notes.trim())
    expect(fast.objects.length > 0 || fast.error !== '' || request.chart instanceof Map).toBe(true)
  })

  it('lives on after a request that it cannot read', async () => {
    const nothing = await engine.render({ chart: 'no/such/folder' })
    expect(nothing.error).toContain('Chart.yaml file is missing')
    expect((await engine.render({ chart })).objects.length).toBeGreaterThan(10)
  })
})
