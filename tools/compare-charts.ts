/**
 * Compares two versions of the chart: renders both with a real Helm over all inputs of the laws and over random values, and
 * says where objects, notes or messages differ. For changes that must not change anything:
 *
 *   git worktree add /tmp/before HEAD~1 && npx tsx tools/compare-charts.ts /tmp/before/chart
 *
 * Random values fit the schema of this checkout; `CASES` (2000) and `SEED` choose how many and which.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { compilePlatform, projectFolder } from '../src/cli/project.js'
import type { PlainMap, RenderedObject } from '../src/helm/index.js'
import { changesArbitrary, type HelmResult, overridesOf, startHelmEngine } from '../src/helm/testing/index.js'
import { inputs } from '../test/laws/inputs.js'

const [before] = process.argv.slice(2)
if (before === undefined || !existsSync(join(before, 'Chart.yaml'))) {
  console.error('usage: npx tsx tools/compare-charts.ts FOLDER_OF_THE_OTHER_CHART')
  process.exit(2)
}
const after = join(projectFolder, 'chart')
const cases = Number(process.env.CASES ?? 2000)
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const engine = startHelmEngine(join(projectFolder, '.tools/bin/helm-engine-4.3.1'))

interface Case {
  readonly name: string
  readonly values: readonly PlainMap[]
  readonly set: readonly string[]
}

const idOf = ({ object }: RenderedObject): string => {
  const { kind, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } }
  return `${kind}/${metadata.name}`
}

/** The problems of a message, each in a line of its own; where Helm found them is no part of it. */
const problemsOf = (error: string): readonly string[] =>
  [...new Set(error.split('\n').filter((line) => line.startsWith('- ')))].sort()

const differencesOf = (old: HelmResult, now: HelmResult): readonly string[] => {
  if (old.error !== '' || now.error !== '') {
    const [was, is] = [problemsOf(old.error), problemsOf(now.error)]
    const isRefusedByBoth = old.error !== '' && now.error !== ''
    return isRefusedByBoth && isDeepStrictEqual(was, is)
      ? []
      : [`messages: ${was.join(' ')} (${old.error.slice(0, 200)})\n  now: ${is.join(' ')} (${now.error.slice(0, 300)})`]
  }
  const [was, is] = [old, now].map(({ objects }) => new Map(objects.map((object) => [idOf(object), object.object])))
  const ids = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])
  const objects = [...ids].filter((id) => !isDeepStrictEqual(was?.get(id), is?.get(id)))
  return [
    ...objects.map((id) => `${id}:\n  was ${JSON.stringify(was?.get(id))}\n  is  ${JSON.stringify(is?.get(id))}`),
    ...(old.notes.trim() === now.notes.trim() ? [] : ['the notes']),
  ]
}

const seen = { rendered: 0, refused: 0, different: 0, inMessages: 0 }

const compare = async ({ name, values, set }: Case): Promise<void> => {
  const request = { values, set, releaseName: 'shop', kubeVersion: 'v1.36.0' }
  const old = await engine.render({ ...request, chart: before })
  const now = await engine.render({ ...request, chart: after })
  seen[old.error === '' ? 'rendered' : 'refused']++
  const sentences = differencesOf(old, now)
  if (sentences.length === 0) return
  seen.different++
  if (old.error !== '' && now.error !== '') seen.inMessages++
  if (seen.different <= 5)
    console.log(`${name} ${JSON.stringify({ values, set })}\n${sentences.slice(0, 4).join('\n')}\n`)
}

const bases = Object.values(inputs)
const random = fc.sample(
  fc.record({ base: fc.constantFrom(...bases), changes: changesArbitrary(compilePlatform().schema, 6) }),
  { numRuns: cases, seed },
)

for (const [name, values] of Object.entries(inputs)) await compare({ name, values: [values], set: [] })
for (const [index, { base, changes }] of random.entries()) {
  const { file, set } = overridesOf(changes)
  await compare({ name: `random case ${index}`, values: [base, file], set })
}
engine.close()
console.log(
  `seed ${seed}: ${seen.rendered} cases render, ${seen.refused} are refused, ${seen.different} differ, ${seen.inMessages} of them in what a refusal says`,
)
process.exitCode = seen.different === 0 ? 0 : 1
