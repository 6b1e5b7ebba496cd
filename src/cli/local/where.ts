import { UserError } from '../user-error.js'
import { type ClusterKind, mustBeOne, nameOf } from './choice.js'
import { contextOf, type WhereOptions } from './options.js'
import { type Place, releaseName } from './release.js'
import { readState, type State } from './state.js'

/** Where a release is, and what kind of cluster that is. */
export interface Found extends Place {
  readonly cluster: ClusterKind
  /** Present when `up` forwards ports to it. */
  readonly ports?: State['ports']
}

/**
 * What `up` chose, or the context that somebody names; `undefined` when there is neither.
 *
 * @throws UserError when the flags name another cluster than the one that is up
 */
export const findRelease = (options: WhereOptions): Found | undefined => {
  const state = readState()
  const context = contextOf(options)
  const { cluster } = options
  mustBeOne({ ...options, ...(context !== undefined && { context }) })
  if (cluster !== undefined && state !== undefined && state.cluster !== cluster) {
    throw new UserError(`--cluster ${cluster}: slipway is up on ${nameOf(state.cluster, state.access.context)}`)
  }
  const isOfState = state?.cluster === 'existing' && state.access.context === context
  if (context !== undefined && !isOfState) {
    return { cluster: 'existing', access: { context }, namespace: options.namespace ?? releaseName }
  }
  return state === undefined ? undefined : { ...state, namespace: options.namespace ?? state.namespace }
}

/** @throws UserError when nothing is up. */
export const mustFindRelease = (options: WhereOptions): Found => {
  const found = findRelease(options)
  if (found !== undefined) return found
  throw new UserError('nothing is up: npx slipway up starts it; --context NAME looks at another cluster')
}
