import fc from 'fast-check'
import type { CompiledChart } from '../chart/compile.js'
import type { PlainMap } from '../go/semantics.js'
import { type AgreementCase, disagreements, filesOf } from './agreement.js'
import type { HelmRenderer } from './helm-renderer.js'
import { changesArbitrary, overridesOf } from './values-arbitrary.js'

export interface DifferentialOptions {
  /** How many random cases. */
  readonly cases: number
  /** Repeats a run; random when absent. */
  readonly seed?: number
  /** Values files that the random changes are laid over, such as those of the environments; `{}` when absent. */
  readonly bases?: readonly PlainMap[]
  /** Most changes in one case: few, so that most cases render. */
  readonly changes?: number
  /** The chart that Helm gets, when it is not what the toolkit prints now: its folder, or its files by path. */
  readonly printed?: string | ReadonlyMap<string, string>
  /** Cases to try first: those that failed once. */
  readonly regressions?: readonly AgreementCase[]
}

/** Both interpreters disagree on some values. The message holds the smallest case found and how to repeat the run. */
export class DisagreementError extends Error {
  readonly failingCase: AgreementCase
  readonly seed: number

  constructor(failingCase: AgreementCase, seed: number, sentences: readonly string[]) {
    super(
      `the evaluator and Helm disagree (seed ${seed}):\n${sentences.join('\n')}\n` +
        `smallest case found: ${JSON.stringify(failingCase)}`,
    )
    this.name = 'DisagreementError'
    this.failingCase = failingCase
    this.seed = seed
  }
}

export interface DifferentialReport {
  readonly cases: number
  readonly seed: number
}

/**
 * Renders random values that fit the chart's schema with a real Helm and with the evaluator, and compares objects,
 * notes and messages.
 *
 * @throws DisagreementError with the smallest case on which they differ.
 */
export const differentialCheck = async (
  chart: CompiledChart,
  helm: HelmRenderer,
  { cases, seed = Date.now() % 2 ** 31, bases = [{}], changes = 6, printed, regressions = [] }: DifferentialOptions,
): Promise<DifferentialReport> => {
  const files = printed ?? filesOf(chart)
  const sentencesFor = (given: AgreementCase) => disagreements(chart, helm, given, files)
  for (const given of regressions) {
    const sentences = await sentencesFor(given)
    if (sentences.length > 0) throw new DisagreementError(given, seed, sentences)
  }
  const caseArbitrary = fc
    .record({ base: fc.constantFrom(...bases), changes: changesArbitrary(chart.schema, changes) })
    .map(({ base, changes }): AgreementCase => {
      const { file, set } = overridesOf(changes)
      return { values: [base, file], set }
    })
  const property = fc.asyncProperty(caseArbitrary, async (given) => (await sentencesFor(given)).length === 0)
  const { failed, counterexample, numRuns, errorInstance } = await fc.check(property, { numRuns: cases, seed })
  if (!failed) return { cases: numRuns, seed }
  const [smallest] = counterexample ?? []
  if (smallest === undefined) throw errorInstance
  throw new DisagreementError(smallest, seed, await sentencesFor(smallest))
}
