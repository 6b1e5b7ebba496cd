import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { printChart } from 'slipway/helm'
import { chart } from './chart.js'

const folder = 'chart'

const files = printChart(chart, { sourceRoot: process.cwd(), buildCommand: 'npm run build' })
rmSync(folder, { recursive: true, force: true })
for (const [path, content] of files) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}
console.log(`wrote ${files.size} files into ${folder}/`)
