import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mergeValues } from '../../src/helm/index.js'
import { inputs } from '../laws/inputs.js'
import { renderWithHelm } from '../support/render-with-helm.js'
import { comparableObjects } from './comparable-objects.js'
import { writeHandWrittenChart } from './hand-written-chart.js'
import { withoutStores } from './without-stores.js'

const folder = mkdtempSync(join(tmpdir(), 'slipway-hand-written-'))

beforeAll(() => writeHandWrittenChart(folder))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A benchmark against a chart that does less would say nothing. */
describe('the hand-written chart of the benchmark gives the objects of the generated chart', () => {
  it.each(Object.entries(inputs))('with %s', async (_name, overrides) => {
    const input = { overrides: mergeValues(overrides, withoutStores), namespace: 'team-1' }
    const [handWritten, generated] = await Promise.all([
      renderWithHelm({ ...input, chart: folder }),
      renderWithHelm(input),
    ])
    expect(handWritten.error).toBe('')
    expect(generated.error).toBe('')
    expect(generated.objects.length).toBeGreaterThan(10)
    const objects = (of: typeof generated) => comparableObjects(of.objects.map(({ object }) => object))
    expect(objects(handWritten)).toEqual(objects(generated))
  })
})
