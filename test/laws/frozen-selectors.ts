import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { type Labels, ofKind, titleOf } from './kubernetes.js'
import type { Law } from './law.js'

type Selectors = Readonly<Record<string, Labels>>

/** The selectors of released charts, by kind and component. */
const golden = JSON.parse(readFileSync(new URL('selectors.golden.json', import.meta.url), 'utf8')) as Selectors

/**
 * Kubernetes refuses to change the selector of an existing workload, so an upgrade would fail. A new workload is added
 * to the golden file; a line that is there is never changed.
 */
export const selectorsAreFrozen: Law = (objects, { name }) =>
  ofKind(objects, 'Deployment').flatMap((deployment) => {
    const { matchLabels = {}, matchExpressions } = deployment.spec?.selector ?? {}
    const component = `${deployment.kind} ${deployment.metadata?.labels?.['app.kubernetes.io/component']}`
    const frozen = Object.fromEntries(
      Object.entries(golden[component] ?? {}).map(([key, value]) => [key, value.replace('{release}', name)]),
    )
    return matchExpressions === undefined && isDeepStrictEqual(matchLabels, frozen)
      ? []
      : [`${titleOf(deployment)} has another selector than ${component} in selectors.golden.json.`]
  })
