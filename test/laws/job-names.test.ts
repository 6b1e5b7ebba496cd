import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { compilePlatform } from '../../src/cli/project.js'
import { renderChart } from '../../src/helm/index.js'
import { type Fault, withFault } from '../support/broken-chart.js'
import { inputs } from './inputs.js'
import { nameOf, ofKind, titleOf } from './kubernetes.js'
import { renderRelease } from './release.js'

type Job = ReturnType<typeof ofKind<'Job'>>[number]

/** All Jobs that the chart makes of the inputs, as Argo CD sees them: every time as the first revision. */
const jobsOf = async (chart?: string): Promise<readonly Job[]> => {
  const renderings = Object.values(inputs).map((overrides) =>
    renderRelease(overrides, chart === undefined ? {} : { chart }),
  )
  return (await Promise.all(renderings)).flatMap(({ objects }) => ofKind(objects, 'Job'))
}

/** Jobs of one name that are not the same: Kubernetes would refuse the second. */
const changedJobs = (jobs: readonly Job[]): readonly string[] => {
  const first = new Map(jobs.map((job) => [nameOf(job), job] as const).reverse())
  return jobs.filter((job) => !isDeepStrictEqual(job.spec, first.get(nameOf(job))?.spec)).map(titleOf)
}

describe('a Job', () => {
  let jobs: readonly Job[]

  beforeAll(async () => {
    jobs = await jobsOf()
  })

  it('has another name when it does something else', () => {
    expect(jobs.length).toBeGreaterThan(2 * Object.keys(inputs).length)
    expect(changedJobs(jobs)).toEqual([])
  })

  it('would change under its name if that did not follow the values', async () => {
    const fault: Fault = { file: 'templates/_pods.tpl', replace: '(.Values | toJson)', by: '"x"' }
    const changed = await withFault(fault, async (folder) => changedJobs(await jobsOf(join(folder, 'chart'))))
    expect(changed.length).toBeGreaterThan(10)
  })

  it('runs again with every revision, and only then if nothing else changes', () => {
    const chart = compilePlatform()
    const namesOf = (revision: number) =>
      renderChart(chart, { revision })
        .objects.map(({ object }) => object as unknown as Job)
        .filter(({ kind }) => kind === 'Job')
        .map(nameOf)
    expect(new Set(namesOf(1)).size).toBe(3)
    expect(namesOf(1)).toEqual(namesOf(1))
    expect(namesOf(2).filter((name) => namesOf(1).includes(name))).toEqual([])
  })
})
