import { rmSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type PlainMap, renderChart } from '../../src/helm/index.js'
import { partsChart } from '../support/parts-chart.js'
import { renderWithHelm, testedHelmVersions } from '../support/render-with-helm.js'
import { writeChart } from '../support/write-chart.js'

const inputs: Readonly<Record<string, PlainMap>> = {
  'the defaults': { enabled: false },
  'other values': {
    enabled: false,
    count: 1,
    optional: 4,
    text: 'Ä "quoted" {{ text }}',
    labels: { part: 'mine', a: 'b' },
    services: { web: { public: false }, other: { port: 3, public: false } },
  },
  'an object that is not there': { enabled: false, mode: 'two' },
}

describe.each(testedHelmVersions)('the parts of a chart mean the same in the evaluator and in Helm %s', (version) => {
  const render = async (overrides: PlainMap) => {
    const chart = partsChart()
    const folder = writeChart(chart)
    onTestFinished(() => rmSync(folder, { recursive: true }))
    return {
      real: await renderWithHelm({ version, chart: folder, overrides, namespace: 'team' }),
      evaluated: renderChart(chart, { overrides, releaseName: 'shop', namespace: 'team' }),
    }
  }

  it.each(Object.entries(inputs))('for %s', async (_name, overrides) => {
    const { real, evaluated } = await render(overrides)
    expect(real.error).toBe('')
    expect([...real.objects].sort((a, b) => a.template.localeCompare(b.template))).toEqual(evaluated.objects)
  })

  it.each([
    ['one rule', { count: 6, enabled: false }],
    ['both rules', { count: 7 }],
  ])('for values that break %s', async (_name, overrides) => {
    const { real, evaluated } = await render(overrides)
    const problems = evaluated.problems.map(
      ({ key, problem, example }) => `- ${key}: ${problem} For example: ${example}`,
    )
    expect(evaluated.objects).toEqual([])
    expect(real.error).toContain(`sample cannot be installed with these values:\n\n${problems.join('\n')}\n`)
  })
})
