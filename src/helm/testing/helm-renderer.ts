import type { RenderedObject } from '../evaluator/chart-evaluator.js'
import type { PlainMap } from '../go/semantics.js'
import type { HelmVersion } from '../values/coalesce-values.js'

/** A chart, values and the settings of `helm template`. */
export interface HelmRequest {
  /** The folder of a chart, or its files by path. */
  readonly chart: string | ReadonlyMap<string, string>
  /** Values files in their order: YAML texts, or objects. */
  readonly values?: readonly (string | PlainMap)[]
  /** Assignments as after `--set`. */
  readonly set?: readonly string[]
  readonly releaseName?: string
  readonly namespace?: string
  /** Such as `v1.36.0`; Helm's own newest when absent. */
  readonly kubeVersion?: string
  readonly apiVersions?: readonly string[]
  readonly isUpgrade?: boolean
}

export interface HelmResult {
  readonly objects: readonly RenderedObject[]
  readonly notes: string
  /** What Helm said; empty when all went well. */
  readonly error: string
}

/** A real Helm. */
export interface HelmRenderer {
  /** Such as `4.3.1`. */
  readonly version: string
  readonly render: (request: HelmRequest) => Promise<HelmResult>
  readonly close: () => void
}

/** The line that decides about the meaning of nulls: `4.3` for `4.3.1`. */
export const lineOf = (version: string): HelmVersion => {
  const line = /^v?(\d+\.\d+)/.exec(version)?.[1]
  if (line === '3.21' || line === '4.2' || line === '4.3') return line
  throw new Error(`Helm ${version} is not supported: use 3.21, 4.2 or 4.3`)
}

/** Helm reads JSON as YAML, which takes some characters only when they are escaped. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

export const valuesText = (values: string | PlainMap): string =>
  typeof values === 'string' ? values : asciiJson(values)
