import { booleanType } from '../node/value-type.js'
import { defineFunctions, returns } from './definition.js'

/** Of a version such as `v1.33.4-gke.1`, or of a constraint such as `>=1.33-0`. */
const numbersOf = (version: string): number[] =>
  version
    .replace(/^\D+|[-+].*/g, '')
    .split('.')
    .map(Number)

/** True when `version` (`v1.36.0`, `v1.33.4-gke.1`) is at least `minimum` (`1.33`, `>=1.33-0`). Suffixes do not count. */
export const versionAtLeast = (version: string, minimum: string): boolean => {
  const [actual, wanted] = [numbersOf(version), numbersOf(minimum)]
  const differences = [0, 1, 2].map((part) => (actual[part] ?? 0) - (wanted[part] ?? 0))
  return (differences.find((difference) => difference !== 0) ?? 0) >= 0
}

export const clusterFunctions = defineFunctions({
  /** Arguments: version, a constraint of the form `>=1.33-0`, whose `-0` lets vendor suffixes such as `-gke.1` pass. */
  satisfiesVersion: {
    result: returns(booleanType),
    print: ([version, constraint]) => ({ call: `semverCompare ${constraint?.word} ${version?.word}` }),
    evaluate: ([version, constraint]) => versionAtLeast(String(version), String(constraint)),
  },
  /** Arguments: `.Capabilities.APIVersions`, an API such as `monitoring.coreos.com/v1`. */
  hasApi: {
    result: returns(booleanType),
    print: ([versions, api]) => ({ call: `${versions?.word}.Has ${api?.word}` }),
    evaluate: ([versions, api]) => (versions as readonly string[]).includes(String(api)),
  },
})
