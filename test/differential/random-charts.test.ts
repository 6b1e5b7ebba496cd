import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { functions } from '../../src/helm/function/table.js'
import {
  assert,
  BuildError,
  type CompiledChart,
  compileChart,
  lines,
  printChart,
  type Resource,
  type TextBlock,
} from '../../src/helm/index.js'
import { changesArbitrary, disagreements, overridesOf } from '../../src/helm/testing/index.js'
import { collectConstructs, nodeKinds } from '../support/constructs-in.js'
import { helmEngine } from '../support/helm-engines.js'
import { config, helpers, notesArbitrary, resourceArbitrary, ruleArbitrary } from '../support/random-chart.js'
import { type HelmRelease, helmVersions, newestHelm } from '../support/render-with-helm.js'
import { printOptions, sampleChart, sampleSchema } from '../support/sample-chart.js'
import { seed } from '../support/seed.js'

const documentsPerChart = { minLength: 5, maxLength: 8 }

/** Charts of a run with one engine; `CASES=20000` looks harder. */
const chartsWith = (version: HelmRelease): number => Number(process.env.CASES ?? (version === newestHelm ? 500 : 70))

/** Mistakes of an author that a build refuses, and a random author makes. */
const refusedByBuild = /split it with named|cannot stand in a list or map|empty line directly before/

const chartOf = (
  resources: readonly Resource[],
  notes: TextBlock,
  rule?: Parameters<typeof assert>[0],
): CompiledChart =>
  sampleChart({
    templates: {
      config,
      ...Object.fromEntries(resources.map((resource, index) => [`random/object-${index}`, resource])),
    },
    helpers: Object.values(helpers),
    assertions: rule === undefined ? [] : [assert(rule)],
    notes,
  })

/** What can be built; `undefined` for what a build refuses with a message. */
const buildable = <T>(build: () => T, chart: (part: T) => CompiledChart): T | undefined => {
  try {
    const part = build()
    printChart(chart(part), printOptions)
    return part
  } catch (error) {
    if (error instanceof BuildError && refusedByBuild.test(error.message)) return undefined
    throw error
  }
}

const caseArbitrary = fc.record({
  resources: fc.array(resourceArbitrary, { ...documentsPerChart, size: 'max' }),
  notes: notesArbitrary,
  rule: fc.option(ruleArbitrary, { nil: undefined, freq: 6 }),
  changes: changesArbitrary(sampleSchema, 5),
})

describe.each(helmVersions)('printer and evaluator mean the same for random charts in Helm %s', (version) => {
  const engine = helmEngine(version)

  it('of every construct and function', async () => {
    let documents = 0
    const constructs = new Set<string>()
    const property = fc.asyncProperty(caseArbitrary, async ({ resources, notes, rule, changes }) => {
      const built = resources.flatMap((build) => buildable(build, (resource) => chartOf([resource], lines`none`)) ?? [])
      const text = buildable(notes, (found) => chartOf([], found)) ?? lines`none`
      const safeRule =
        rule &&
        buildable(
          () => rule,
          (found) => chartOf([], lines`none`, found),
        )
      const chart = chartOf(built, text, safeRule)
      const { file, set } = overridesOf(changes)
      documents += built.length
      collectConstructs(chart.definition, constructs)
      const sentences = await disagreements(chart, engine, { values: [file], set })
      if (sentences.length === 0) return
      const templates = [...printChart(chart, printOptions)].filter(([path]) =>
        /random|NOTES|checks|_helpers/.test(path),
      )
      throw new Error(
        [
          ...sentences,
          JSON.stringify({ file, set }),
          ...templates.map(([path, printed]) => `--- ${path}\n${printed}`),
        ].join('\n'),
      )
    })
    await fc.assert(property, { numRuns: chartsWith(version), seed })
    console.log(`Helm ${version}, seed ${seed}: ${documents} random documents`)
    expect(documents).toBeGreaterThan(chartsWith(version) * 4)
    // Each occurs in a hundred documents of a full run.
    if (chartsWith(version) < 500) return
    expect([...constructs]).toEqual(expect.arrayContaining([...nodeKinds, ...Object.keys(functions)]))
  })
})

it('compiles what it compares', () => {
  expect(() => compileChart({ ...chartOf([], lines`x`).definition, defaults: {} }, sampleSchema)).toThrow('is required')
})
