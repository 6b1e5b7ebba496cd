import { type Expr, exprOf } from '../expression/expr.js'
import { captureOrigin } from '../node/origin.js'
import { anyType, booleanType } from '../node/value-type.js'
import { defineFunction, type Operand, returns } from './definition.js'

/** Of a version such as `v1.33.4-gke.1`, or of a constraint such as `>=1.33-0`. */
const numbersOf = (version: string): number[] =>
  version
    .replace(/^\D+|[-+].*/g, '')
    .split('.')
    .map(Number)

/** True when `version` (`v1.36.0`, `v1.33.4-gke.1`) is at least `minimum` (`1.33`, `>=1.33-0`). Suffixes do not count. */
export const isAtLeast = (version: string, minimum: string): boolean => {
  const [actual, wanted] = [numbersOf(version), numbersOf(minimum)]
  const differences = [0, 1, 2].map((part) => (actual[part] ?? 0) - (wanted[part] ?? 0))
  return (differences.find((difference) => difference !== 0) ?? 0) >= 0
}

type VersionTest = (version: Expr<string>, minimum: `${number}.${number}`) => Expr<boolean>

/**
 * True when the version, such as `capabilities.kubeVersion`, is at least `minimum`. The `-0` of the printed constraint lets
 * vendor suffixes such as `-gke.1` pass.
 */
export const versionAtLeast = defineFunction<VersionTest>('versionAtLeast', {
  result: returns(booleanType),
  print: ([version, minimum]) => ({
    call: `semverCompare ${minimum?.word.replace(/^"(.*)"$/, '">=$1-0"')} ${version?.word}`,
  }),
  evaluate: ([version, minimum]) => isAtLeast(String(version), String(minimum)),
})

/** Asks `.Capabilities.APIVersions`. */
const apiVersionsHave = defineFunction<(versions: Expr<unknown>, api: Operand<string>) => Expr<boolean>>('hasApi', {
  result: returns(booleanType),
  print: ([versions, api]) => ({ call: `${versions?.word}.Has ${api?.word}` }),
  evaluate: ([versions, api]) => (versions as readonly string[]).includes(String(api)),
})

/** True when the cluster (or `--api-versions`) knows the API. Never gate a template of a GitOps chart on it. */
export const hasApi = Object.assign(
  (api: string): Expr<boolean> =>
    apiVersionsHave(
      exprOf({ kind: 'builtIn', path: ['Capabilities', 'APIVersions'], type: anyType, origin: captureOrigin() }),
      api,
    ),
  { functionName: apiVersionsHave.functionName, definition: apiVersionsHave.definition },
)
