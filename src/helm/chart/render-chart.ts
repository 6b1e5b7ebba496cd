import type { Rendering } from '../evaluator/chart-evaluator.js'
import type { PlainMap } from '../go/semantics.js'
import { validateValues } from '../schema/validate.js'
import { coalesceValues, type HelmVersion } from '../values/coalesce-values.js'
import type { CompiledChart } from './compile.js'
import { checkReleaseSettings, seenKubeVersion } from './render-input.js'

export interface RenderInput {
  /** What the user gives: all values files and `--set`, already merged. */
  readonly overrides?: PlainMap
  readonly releaseName?: string
  readonly namespace?: string
  readonly isUpgrade?: boolean
  readonly revision?: number
  /** Such as `v1.36.0`. */
  readonly kubeVersion?: string
  readonly apiVersions?: readonly string[]
  readonly helm?: HelmVersion
}

/** Values that the schema refuses. */
export class InvalidValuesError extends Error {
  readonly violations: readonly string[]

  constructor(violations: readonly string[]) {
    super(`the values do not fit the chart:\n- ${violations.join('\n- ')}`)
    this.name = 'InvalidValuesError'
    this.violations = violations
  }
}

/**
 * What `helm template` would give, in process.
 *
 * @throws InvalidInputError when Helm or Kubernetes refuses the release's settings, InvalidValuesError when the schema refuses
 * the values. Broken rules are returned as `problems`.
 */
export const renderChart = (chart: CompiledChart, input: RenderInput = {}): Rendering => {
  const { metadata, defaults } = chart.definition
  const { releaseName = 'release-name', namespace = 'default', kubeVersion = 'v1.37.0', revision = 1 } = input
  checkReleaseSettings({ releaseName, namespace, kubeVersion, revision }, metadata.kubeVersion)
  const values = coalesceValues(defaults, input.overrides ?? {}, input.helm)
  const violations = validateValues(values, chart.schema)
  if (violations.length > 0) throw new InvalidValuesError(violations)
  return chart.evaluator.render({
    Values: values,
    Release: {
      Name: releaseName,
      Namespace: namespace,
      Service: 'Helm',
      Revision: revision,
      IsInstall: !(input.isUpgrade ?? false),
      IsUpgrade: input.isUpgrade ?? false,
    },
    Chart: { Name: metadata.name, Version: metadata.version, AppVersion: metadata.appVersion },
    Capabilities: {
      KubeVersion: { Version: seenKubeVersion(kubeVersion, input.helm) },
      APIVersions: input.apiVersions ?? ['v1'],
    },
  })
}
