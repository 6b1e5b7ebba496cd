import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../user-error.js'
import type { ClusterKind } from './choice.js'
import { places } from './places.js'

/** How a cluster is reached: a context of a kubeconfig. Without a file it is the user's own (`KUBECONFIG`). */
export interface Access {
  readonly kubeconfig?: string
  readonly context?: string
}

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

/** Writes a JSON file so that no reader ever sees half of it. */
export const writeWhole = (file: string, content: object): void => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
