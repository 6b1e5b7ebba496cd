import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { functions } from '../../src/helm/function/table.js'
import {
  BuildError,
  type CompiledChart,
  compileChart,
  lines,
  printChart,
  type Rules,
  type Template,
  type TextBlock,
} from '../../src/helm/index.js'
import { changesArbitrary, disagreements, overridesOf } from '../../src/helm/testing/index.js'
import { constructsOf, everyConstruct } from '../support/constructs-in.js'
import { helmEngine } from '../support/helm-engines.js'
import { notesArbitrary, rulesArbitrary, templateArbitrary } from '../support/random-chart.js'
import { config, helpers } from '../support/random-helpers.js'
import { type HelmRelease, newestHelm, testedHelmVersions } from '../support/render-with-helm.js'
import { printOptions, sampleChart, sampleSchema } from '../support/sample-chart.js'
import { seed } from '../support/seed.js'

const documentsPerChart = { minLength: 5, maxLength: 8 }

/** Charts of a run with one engine; `CASES=20000` looks harder. */
const chartsWith = (version: HelmRelease): number => Number(process.env.CASES ?? (version === newestHelm ? 500 : 70))

/** Mistakes of an author that a build refuses, and a random author makes. */
const refusedByBuild = /split it with named|empty line directly before/

/**
 * Texts that YAML cannot carry get lost where Helm reads what a helper wrote, so that a template may fail before the rules of
 * the chart can say what is wrong. Helm refuses them all the same.
 */
const isAboutUnwritable = (sentence: string): boolean => sentence.startsWith('Helm does not say: - values: hold ')

const chartOf = (templates: readonly Template[], notes: TextBlock, rules: Rules = []): CompiledChart =>
  sampleChart({
    templates: {
      config,
      ...Object.fromEntries(templates.map((template, index) => [`random/object-${index}`, template])),
    },
    helpers: Object.values(helpers),
    assertions: { _checks: rules.slice(0, 1), 'random/_checks': rules.slice(1) },
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
  templates: fc.array(templateArbitrary, { ...documentsPerChart, size: 'max' }),
  notes: notesArbitrary,
  rules: fc.option(rulesArbitrary, { nil: undefined, freq: 6 }),
  changes: changesArbitrary(sampleSchema, 5),
})

describe.each(testedHelmVersions)('printer and evaluator mean the same for random charts in Helm %s', (version) => {
  const engine = helmEngine(version)

  it('of every construct and function', async () => {
    let documents = 0
    const constructs = new Set<string>()
    const property = fc.asyncProperty(caseArbitrary, async ({ templates, notes, rules, changes }) => {
      const built = templates.flatMap((build) => buildable(build, (template) => chartOf([template], lines`none`)) ?? [])
      const text = buildable(notes, (found) => chartOf([], found)) ?? lines`none`
      const safeRules = rules && buildable(rules, (found) => chartOf([], lines`none`, found))
      const chart = chartOf(built, text, safeRules)
      const { file, set } = overridesOf(changes)
      documents += built.length
      constructsOf(chart.definition, constructs)
      const sentences = await disagreements(chart, engine, { values: [file], set })
      if (sentences.every(isAboutUnwritable)) return
      const files = [...printChart(chart, printOptions)].filter(([path]) => /random|NOTES|checks|_helpers/.test(path))
      throw new Error(
        [
          ...sentences,
          JSON.stringify({ file, set }),
          ...files.map(([path, printed]) => `--- ${path}\n${printed}`),
        ].join('\n'),
      )
    })
    await fc.assert(property, { numRuns: chartsWith(version), seed })
    console.log(`Helm ${version}, seed ${seed}: ${documents} random documents`)
    expect(documents).toBeGreaterThan(chartsWith(version) * 4)
    // Each occurs in a hundred documents of a full run.
    if (chartsWith(version) < 500) return
    expect([...constructs]).toEqual(expect.arrayContaining([...everyConstruct, ...Object.keys(functions)]))
  })
})

it('compiles what it compares', () => {
  expect(() => compileChart({ ...chartOf([], lines`x`).definition, defaults: {} }, sampleSchema)).toThrow('is required')
})
