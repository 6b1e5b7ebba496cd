import { UserError } from '../../user-error.js'
import { mustBeOne } from '../cluster/choice.js'
import { type ClusterKind, type MadeCluster, nameOf } from '../cluster/cluster.js'
import { readState, type State } from '../cluster/state.js'
import { type Place, releaseName } from './place.js'

/** Where a command looks: a context somebody named, else what `up` chose. */
export interface WhereOptions {
  readonly context?: string
  readonly cluster?: MadeCluster
  readonly namespace?: string
}

/** The context of the flag or of the variable `CONTEXT`; an empty one is none. */
export const contextOf = ({ context }: WhereOptions): string | undefined => context || process.env.CONTEXT || undefined

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
