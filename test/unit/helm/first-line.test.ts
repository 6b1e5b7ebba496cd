import { expect, it } from 'vitest'
import { assert, printTemplates } from '../../../src/helm/index.js'
import { printOptions, sample, sampleChart } from '../../support/sample-chart.js'

const rule = { key: 'enabled', refuseWhen: sample.enabled, problem: 'is on', example: 'enabled: false' }

it('the first line of a template leaves out what no file of an author made', async () => {
  // Whoever awaits the promise sooner counts as a caller.
  const ofNobody = Promise.resolve(rule).then(assert)
  await new Promise(setImmediate)
  const chart = sampleChart({ assertions: [await ofNobody, assert(rule)] })
  const [first] = printTemplates(chart, printOptions).get('templates/_checks.tpl')?.lines ?? []
  expect(first?.text).toBe(
    '{{- /* Generated from test/unit/helm/first-line.test.ts: change it there, then run `npm run build`. */ -}}',
  )
})
