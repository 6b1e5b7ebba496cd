import { rmSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type PlainMap, renderChart } from '../../src/helm/index.js'
import { constructHelpers, constructs, constructTemplates } from '../support/constructs.js'
import { renderWithHelm, testedHelmVersions } from '../support/render-with-helm.js'
import { sampleChart } from '../support/sample-chart.js'
import { writeChart } from '../support/write-chart.js'

const compile = () =>
  sampleChart({
    helpers: constructHelpers,
    templates: {
      ...constructTemplates,
      ...Object.fromEntries(constructs.map(({ resource }, index) => [`construct-${index}`, resource()])),
    },
  })

const hostile = '"}}{{ .Values }}: [\n# é\u200b🚢'

const inputs: Readonly<Record<string, PlainMap>> = {
  'the defaults': {},
  'everything empty or off': {
    enabled: false,
    text: '',
    words: [],
    labels: { team: null },
    ports: { http: null, admin: null },
    services: { web: null, internal: null },
    object: { any: null },
    count: 0,
    ratio: 0,
    mode: 'three',
  },
  'large numbers and many entries': {
    count: 1e9,
    ratio: 123456789.5,
    mode: 'two',
    optional: 0,
    words: ['c', 'b', 'a', 'yes', '1.10', ''],
    ports: { Z: 1, a: 1000000, '10': 2, '9': 3 },
    labels: { team: 'y', A: 'x', 'a.b/c': 'true' },
    object: {
      big: 1000000,
      float: 1.5,
      list: [],
      map: {},
      nothing: null,
      deep: [{ a: [[1]] }],
      lists: [['x'], [], ['y', 'z']],
    },
  },
  'hostile text everywhere': {
    text: hostile,
    name: hostile,
    empty: hostile,
    words: [hostile, '- a', '{}', '~'],
    labels: { [hostile]: hostile, on: 'off' },
    ports: { [hostile]: 7 },
    services: { [hostile]: { port: 1, public: true } },
    object: { [hostile]: [hostile] },
    nested: { inner: { value: hostile } },
  },
}

describe.each(testedHelmVersions)('every construct means the same in the evaluator and in Helm %s', (version) => {
  it.each(Object.entries(inputs))('for %s', async (_name, overrides) => {
    const chart = compile()
    const folder = writeChart(chart)
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const real = await renderWithHelm({ version, chart: folder, overrides })
    expect(real.error).toBe('')
    const helm = version === '3.21.4' ? '3.21' : version === '4.2.4' ? '4.2' : '4.3'
    const { objects } = renderChart(chart, { overrides, helm, releaseName: 'shop', kubeVersion: 'v1.36.0' })
    for (const { template, object } of objects) {
      const found = real.objects.find((candidate) => candidate.template === template)
      // An object without any field is an empty document, which Helm does not print.
      expect({ template, object: found?.object ?? {} }).toEqual({ template, object })
    }
    expect(objects.length).toBeGreaterThan(20)
  })
})
