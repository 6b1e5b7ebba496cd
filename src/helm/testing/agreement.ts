import type { CompiledChart } from '../chart/compile.js'
import { printChart } from '../chart/print-chart.js'
import { InvalidValuesError, type RenderInput, renderChart } from '../chart/render-chart.js'
import type { PlainMap } from '../go/semantics.js'
import { mergeValues } from '../values/coalesce-values.js'
import { parseSet } from '../values/set-values.js'
import { differences, type Evaluated } from './difference.js'
import { type HelmRenderer, type HelmRequest, lineOf } from './helm-renderer.js'

/** What both interpreters get. */
export interface AgreementCase extends Pick<HelmRequest, 'namespace' | 'kubeVersion' | 'apiVersions' | 'isUpgrade'> {
  /** Values files in their order. */
  readonly values?: readonly PlainMap[]
  /** Assignments as after `--set`. */
  readonly set?: readonly string[]
}

/** All that both must be told, because their own defaults differ. */
const settings = { releaseName: 'shop', namespace: 'default', kubeVersion: 'v1.36.0' } as const

/**
 * Runs both interpreters on one case; no sentence means that they agree. `folder` spares printing the chart again.
 *
 * @throws InvalidInputError for a namespace or cluster version that the chart or Kubernetes refuses: nothing is compared then.
 */
export const disagreements = async (
  chart: CompiledChart,
  helm: HelmRenderer,
  given: AgreementCase,
  folder: string | ReadonlyMap<string, string> = filesOf(chart),
): Promise<readonly string[]> => {
  const evaluated = evaluate(chart, {
    ...settings,
    ...given,
    overrides: overridesOf(given),
    helm: lineOf(helm.version),
  })
  return differences(evaluated, await helm.render({ ...settings, ...given, chart: folder }))
}

/** The files of a chart as Helm needs them. */
export const filesOf = (chart: CompiledChart): ReadonlyMap<string, string> =>
  printChart(chart, { sourceRoot: process.cwd(), buildCommand: 'npm run build' })

const overridesOf = ({ values = [], set = [] }: AgreementCase): PlainMap =>
  set.reduce((below, assignment) => parseSet(assignment, 'typed', below), mergeValues(...values))

const evaluate = (chart: CompiledChart, input: RenderInput): Evaluated => {
  try {
    return renderChart(chart, input)
  } catch (error) {
    if (error instanceof InvalidValuesError) return { violations: error.violations }
    throw error
  }
}
