import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type CompiledChart, printChart } from '../../src/helm/index.js'
import { printOptions } from './sample-chart.js'

/** Writes a chart into a new folder and returns it; the caller removes it. */
export const writeChart = (chart: CompiledChart): string => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-sample-'))
  for (const [path, content] of printChart(chart, printOptions)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}
