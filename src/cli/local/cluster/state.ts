import { readFileSync } from 'node:fs'
import { UserError } from '../../user-error.js'
import type { Access } from '../kubernetes/access.js'
import { places } from '../machine/places.js'
import { writeWhole } from '../machine/whole-file.js'
import type { ClusterKind } from './cluster.js'

/**
 * What `up` chose, for `status`, `logs`, `down` and the next `up`. It is written before anything is made, so that
 * `down` finds what an interrupted `up` left.
 */
export interface State {
  readonly cluster: ClusterKind
  readonly access: Access
  readonly namespace: string
  /** Ports of this machine that differ from the components' own. */
  readonly ports: Readonly<Record<string, number>>
}

const about = 'Written by `npx slipway up`; `npx slipway down` removes it.'

/** @throws UserError when the file was edited into something else. */
export const readState = (file: string = places.state): State | undefined => {
  const text = textOf(file)
  if (text === undefined) return undefined
  try {
    const state = JSON.parse(text) as State
    if ([state.cluster, state.namespace].every((entry) => typeof entry === 'string') && state.access && state.ports) {
      return state
    }
  } catch {
    // The message below says what to do about it.
  }
  throw new UserError(
    `${file} cannot be understood. Remove it, then remove what it stood for: npx slipway down --cluster built-in, \
npx slipway down --cluster kind or npx slipway down --context NAME`,
  )
}

export const writeState = (state: State, file: string = places.state): void => writeWhole(file, { about, ...state })

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
