import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'
import { inputs } from './inputs.js'
import { renderRelease } from './release.js'

const chart = join(projectFolder, 'chart')
const budgetKibibytes = 700

/** About what Helm stores for a release: the chart's files and the objects, compressed, in base64. */
const releaseKibibytes = async (overrides: PlainMap): Promise<number> => {
  const files = readdirSync(chart, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ name, data: readFileSync(join(parentPath, name)).toString('base64') }))
  const { objects } = await renderRelease(overrides)
  const release = gzipSync(JSON.stringify({ files, values: overrides, manifest: objects }))
  return (release.length * 4) / 3 / 1024
}

/** Kubernetes refuses a Secret of more than 1 MiB, and Helm keeps each release in one. */
it('fits the Secret that Helm keeps of a release, with everything on', async ({ annotate }) => {
  const kibibytes = await releaseKibibytes(inputs['everything optional on'] as PlainMap)
  await annotate(`the release takes ${Math.ceil(kibibytes)} of ${budgetKibibytes} KiB`)
  expect(kibibytes).toBeGreaterThan(5)
  expect(kibibytes).toBeLessThan(budgetKibibytes)
})

it('would not fit with that much in it', async () => {
  // Random, because the release is compressed.
  const ballast = randomBytes(budgetKibibytes * 1024).toString('base64')
  expect(await releaseKibibytes({ api: { env: { BALLAST: ballast } } })).toBeGreaterThan(budgetKibibytes)
})
