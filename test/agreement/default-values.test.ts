import { rmSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Resource, renderChart } from '../../src/helm/index.js'
import { trickyTexts } from '../../src/helm/testing/index.js'
import { renderWithHelm, testedHelmVersions } from '../support/render-with-helm.js'
import { sample, sampleChart, sampleDefaults } from '../support/sample-chart.js'
import { writeChart } from '../support/write-chart.js'

/** Numbers to Go's YAML reader alone, so that values.yaml must quote them. */
const goNumbers = ['0o17', '0O17', '-0o17', '+0B1', '0XfF', '0o1_7', '1e1_0', '1_0.5E-1_0', '0x_1', '1__0']

/** What a chart may hold at all: the rule of every chart refuses the others. */
const isAccepted = (text: string): boolean => {
  const labels = { [text]: text }
  return renderChart(sampleChart({}), { overrides: { labels } }).problems.length === 0
}

describe.each(testedHelmVersions)(
  'Helm %s reads the defaults from values.yaml as they are in the source',
  (version) => {
    it('as values, keys and items', async () => {
      const words = [...trickyTexts, ...goNumbers].filter(isAccepted)
      const labels = Object.fromEntries(words.map((word) => [word, word]))
      const chart = sampleChart({
        defaults: { ...sampleDefaults, words, labels },
        templates: { object: new Resource({ words: sample.words, labels: sample.labels }) },
      })
      const folder = writeChart(chart)
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const real = await renderWithHelm({ version, chart: folder })
      expect(real.error).toBe('')
      expect(real.objects).toEqual([{ template: 'object', object: { words, labels } }])
    })
  },
)
