import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compilePlatform, projectFolder } from '../../src/cli/project.js'
import {
  type AgreementCase,
  DisagreementError,
  differentialCheck,
  type HelmRenderer,
  helmCommand,
} from '../../src/helm/testing/index.js'
import { combinations } from '../support/combinations.js'
import { environments } from '../support/environments.js'
import { helmEngine } from '../support/helm-engines.js'
import { type HelmRelease, helmBinary, newestHelm, testedHelmVersions } from '../support/render-with-helm.js'
import { seed } from '../support/seed.js'

const chart = compilePlatform()
const folder = join(projectFolder, 'chart')
const regressionsFolder = join(projectFolder, 'test/differential/regressions')

const regressions = readdirSync(regressionsFolder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(regressionsFolder, file), 'utf8')) as AgreementCase)

/** Cases of a run with one engine; `CASES=20000` looks harder. */
const casesWith = (version: HelmRelease): number => Number(process.env.CASES ?? (version === newestHelm ? 600 : 100))

/** Counts what Helm makes of the cases, so that a run in which it refuses everything does not pass. */
const counting = (helm: HelmRenderer) => {
  const seen = { rendered: 0, refused: 0 }
  const render: HelmRenderer['render'] = async (request) => {
    const result = await helm.render(request)
    seen[result.error === '' ? 'rendered' : 'refused']++
    return result
  }
  return { seen, helm: { ...helm, render } }
}

const check = async (helm: HelmRenderer, cases: number): Promise<void> => {
  const counted = counting(helm)
  const bases = [{}, ...Object.values(environments), ...Object.values(combinations)]
  try {
    await differentialCheck(chart, counted.helm, { cases, seed, bases, printed: folder, regressions })
  } catch (error) {
    if (error instanceof DisagreementError) keep(error)
    throw error
  }
  const { rendered, refused } = counted.seen
  console.log(`Helm ${helm.version}, seed ${seed}: ${rendered} cases rendered, ${refused} refused by both`)
  expect(rendered + refused).toBe(cases + regressions.length)
  expect(rendered).toBeGreaterThan(cases / 4)
  expect(refused).toBeGreaterThan(0)
}

/** A case that failed once is tried first in every later run: commit the file with the repair. */
const keep = ({ failingCase, seed }: DisagreementError): void => {
  mkdirSync(regressionsFolder, { recursive: true })
  writeFileSync(join(regressionsFolder, `seed-${seed}.json`), `${JSON.stringify(failingCase, null, 2)}\n`)
}

describe('printer and evaluator mean the same for random values of the platform', () => {
  it.each(testedHelmVersions)('in the engine of Helm %s', async (version) => {
    await check(helmEngine(version), casesWith(version))
  })

  it('in helm template itself', async () => {
    await check(helmCommand(helmBinary(newestHelm)), Math.min(50, casesWith(newestHelm)))
  })
})
