import { parseConstraint, parseKubeVersion } from '../go/versions.js'
import type { HelmVersion } from '../values/coalesce-values.js'

/** Settings of a release that Helm or Kubernetes refuses, whatever the values. */
export class InvalidInputError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Helm would not render this release:\n- ${problems.join('\n- ')}`)
    this.name = 'InvalidInputError'
    this.problems = problems
  }
}

/** `ValidateReleaseName` of Helm: a DNS subdomain, short enough for suffixes within Kubernetes' 63 characters. */
const releaseName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const maxReleaseName = 53

export const releaseNameProblem = (name: string): string | undefined =>
  releaseName.test(name) && name.length <= maxReleaseName
    ? undefined
    : `release name "${name}": must match regex ${releaseName.source} and the length must not be longer than ${maxReleaseName}`

/** A DNS label (RFC 1123). `helm template` takes any text, but no cluster has such a namespace. */
export const namespaceProblem = (name: string): string | undefined =>
  /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)
    ? undefined
    : `namespace "${name}": must consist of lower case letters, digits and '-', start and end with a letter or digit, and have at most 63 characters`

/** In Helm's words, for `--kube-version` and for the chart's own constraint. */
export const kubeVersionProblem = (version: string, constraint: string): string | undefined => {
  const parsed = parseKubeVersion(version)
  if (parsed === undefined) return `invalid kube version '${version}': write it like v1.36.0`
  const fits = constraint === '' ? () => true : parseConstraint(constraint)
  return fits?.(parsed.compared) === true
    ? undefined
    : `chart requires kubeVersion: ${constraint} which is incompatible with Kubernetes ${parsed.full}`
}

/** What templates see as `.Capabilities.KubeVersion.Version`: Helm 3 leaves out what a vendor adds. */
export const seenKubeVersion = (version: string, helm: HelmVersion = '4.3'): string => {
  const { numbers, full } = parseKubeVersion(version) ?? { numbers: version, full: version }
  return helm === '3.21' ? numbers : full
}

interface ReleaseSettings {
  readonly releaseName: string
  readonly namespace: string
  readonly kubeVersion: string
  readonly revision: number
}

/** @throws InvalidInputError naming every setting that Helm or Kubernetes refuses. */
export const checkReleaseSettings = (settings: ReleaseSettings, chartKubeVersion: string): void => {
  const { releaseName, namespace, kubeVersion, revision } = settings
  const problems = [
    releaseNameProblem(releaseName),
    namespaceProblem(namespace),
    kubeVersionProblem(kubeVersion, chartKubeVersion),
    Number.isInteger(revision) && revision >= 1 ? undefined : `revision ${revision}: must be a whole number from 1`,
  ].filter((problem) => problem !== undefined)
  if (problems.length > 0) throw new InvalidInputError(problems)
}
