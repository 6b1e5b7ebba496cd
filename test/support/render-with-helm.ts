import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'
import { type HelmRenderer, type HelmRequest, type HelmResult, helmCommand } from '../../src/helm/testing/index.js'

/** The Helm releases that the chart supports, oldest first; built by `make tools`. */
export const helmVersions = ['3.21.4', '4.2.4', '4.3.1'] as const
export type HelmRelease = (typeof helmVersions)[number]
export const newestHelm: HelmRelease = '4.3.1'

/** The releases that a run compares with: all, unless it is the toolkit that varies, as in mutation tests. */
export const testedHelmVersions: readonly HelmRelease[] =
  process.env.HELM_RELEASES === 'newest' ? [newestHelm] : helmVersions

export const helmBinary = (version: HelmRelease): string => join(projectFolder, '.tools/bin', `helm-${version}`)

/** The platform's own chart, unless another is named. */
export interface HelmInput extends Partial<HelmRequest> {
  readonly version?: HelmRelease
  /** A values file after the others. */
  readonly overrides?: PlainMap
}

const commands = new Map<HelmRelease, HelmRenderer>()

const commandOf = (version: HelmRelease): HelmRenderer => {
  const command = commands.get(version) ?? helmCommand(helmBinary(version))
  commands.set(version, command)
  return command
}

/** Runs `helm template`, which also gives hooks and tests, and parses what it prints. */
export const renderWithHelm = ({
  version = newestHelm,
  overrides,
  values = [],
  ...request
}: HelmInput = {}): Promise<HelmResult> =>
  commandOf(version).render({
    chart: join(projectFolder, 'chart'),
    releaseName: 'shop',
    ...request,
    values: overrides === undefined ? values : [...values, overrides],
  })
