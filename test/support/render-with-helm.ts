import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'
import { type HelmEngine, type HelmRequest, type HelmResult, startHelmEngine } from '../../src/helm/testing/index.js'

/** The Helm releases that the chart supports, oldest first; built by `make tools`. */
export const helmVersions = ['3.21.4', '4.2.4', '4.3.1'] as const
export type HelmRelease = (typeof helmVersions)[number]
export const newestHelm: HelmRelease = '4.3.1'

/** The releases that a run compares with: all, unless it must be quick, as in mutation tests and `make test-fast`. */
export const testedHelmVersions: readonly HelmRelease[] =
  process.env.HELM_RELEASES === 'newest' ? [newestHelm] : helmVersions

export const helmBinary = (version: HelmRelease): string => join(projectFolder, '.tools/bin', `helm-${version}`)

/** The platform's own chart, unless another is named. */
export interface HelmInput extends Partial<HelmRequest> {
  readonly version?: HelmRelease
  /** A values file after the others. */
  readonly overrides?: PlainMap
}

const engines = new Map<HelmRelease, HelmEngine>()

/** One for all tests of a worker, with which it ends. */
const engineOf = (version: HelmRelease): HelmEngine => {
  const engine = engines.get(version) ?? startHelmEngine(join(projectFolder, '.tools/bin', `helm-engine-${version}`))
  engines.set(version, engine)
  return engine
}

/**
 * The objects and notes of a chart, with hooks and tests, by the engine of a Helm. That it says what `helm template` says
 * is shown by test/differential/helm-engine.test.ts.
 */
export const renderWithHelm = ({
  version = newestHelm,
  overrides,
  values = [],
  ...request
}: HelmInput = {}): Promise<HelmResult> =>
  engineOf(version).render({
    chart: join(projectFolder, 'chart'),
    releaseName: 'shop',
    ...request,
    values: overrides === undefined ? values : [...values, overrides],
  })
