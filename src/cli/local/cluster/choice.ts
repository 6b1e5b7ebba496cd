import { UserError } from '../../user-error.js'
import { type ClusterKind, type MadeCluster, madeClusters, nameOf } from './cluster.js'
import type { State } from './state.js'

/** What somebody asked for. */
export interface Wishes {
  readonly context?: string
  readonly cluster?: MadeCluster
}

/** What this machine has. */
export interface Facts {
  readonly operatingSystem: string
  readonly isRoot: boolean
  readonly docker: Answer
  /** Asked only when Docker answers, like what follows. */
  readonly kind?: { readonly program: string; readonly version: string } | undefined
  /** A cluster that is there already needs no image. */
  readonly hasKindCluster?: boolean
  readonly nodeImage?: NodeImage
}

/** A program that answers, with its version; or why not. */
export type Answer = { readonly version: string } | { readonly silence: string }

export interface NodeImage {
  readonly name: string
  readonly where: 'here' | 'registry' | 'nowhere'
  /** What Docker said. */
  readonly why?: string
}

export interface Choice {
  readonly cluster: ClusterKind
  /** One line for people. */
  readonly why: string
}

/**
 * The existing cluster that somebody named: one that slipway did not make is never chosen otherwise. `undefined` leaves
 * the choice to `chooseMade`.
 *
 * @throws UserError when the wishes contradict each other, or what is up
 */
export const chooseNamed = (wishes: Wishes, state: State | undefined): Choice | undefined => {
  mustBeOne(wishes)
  const { context } = wishes
  if (state !== undefined) mustBeTheSame(wishes, state)
  return context === undefined ? undefined : { cluster: 'existing', why: `context ${context} was asked for` }
}

/** @throws UserError when two clusters are named. */
export const mustBeOne = ({ context, cluster }: Wishes): void => {
  if (context === undefined || cluster === undefined) return
  throw new UserError(
    `--cluster ${cluster} and the context ${context} exclude each other: leave out --cluster, or --context and the \
variable CONTEXT`,
  )
}

/** What is up stays the choice until `down`. */
const mustBeTheSame = ({ context, cluster }: Wishes, state: State): void => {
  const name = nameOf(state.cluster, state.access.context)
  const asked = cluster ?? (context === undefined ? state.cluster : 'existing')
  if (asked !== state.cluster || (context ?? state.access.context) !== state.access.context) {
    throw new UserError(`slipway is up on ${name}: \`npx slipway down\` comes first`)
  }
  if (state.cluster === 'existing' && context === undefined) {
    throw new UserError(
      `slipway is up on ${name}, which it does not change without being told: npx slipway up --context \
${state.access.context}; for a cluster of its own \`npx slipway down\` comes first`,
    )
  }
}

/**
 * Which cluster slipway makes, or has made.
 *
 * @throws UserError that says what is missing, and how to get on
 */
export const chooseMade = ({ cluster }: Wishes, facts: Facts, state: State | undefined): Choice => {
  if (cluster !== undefined) return forced(cluster, facts, 'it was asked for')
  if (state !== undefined && state.cluster !== 'existing') return forced(state.cluster, facts, 'it was chosen before')
  return firstPossible(facts)
}

const forced = (cluster: MadeCluster, facts: Facts, why: string): Choice => {
  const obstacle = obstacles[cluster](facts)
  if (obstacle !== undefined) throw new UserError(`the ${cluster} cluster is not possible here: ${obstacle}`)
  return { cluster, why }
}

const firstPossible = (facts: Facts): Choice => {
  const seen = madeClusters.map((cluster) => ({ cluster, obstacle: obstacles[cluster](facts) }))
  const found = seen.find(({ obstacle }) => obstacle === undefined)
  if (found !== undefined) {
    const earlier = seen.slice(0, seen.indexOf(found)).map(({ cluster, obstacle }) => `; not ${cluster}: ${obstacle}`)
    return { cluster: found.cluster, why: `${strengths[found.cluster](facts)}${earlier.join('')}` }
  }
  const reasons = seen.map(({ cluster, obstacle }) => `- ${cluster}: ${obstacle}`)
  throw new UserError(`there is no cluster to use:
${reasons.join('\n')}
Three ways to get on:
  1. Docker that answers and reaches its registry, and kind, which \`make tools\` builds: npx slipway up
  2. root on Linux, without Docker: sudo -E npx slipway up
  3. a cluster that exists (kubectl config get-contexts lists them): npx slipway up --context NAME`)
}

const strengths: Readonly<Record<MadeCluster, (facts: Facts) => string>> = {
  kind: ({ docker, hasKindCluster, nodeImage }) =>
    `Docker ${'version' in docker ? docker.version : ''} answers, and ${
      hasKindCluster === true
        ? 'its cluster is there'
        : `its node image ${nodeImage?.where === 'here' ? 'is here' : 'can be pulled'}`
    }`,
  'built-in': () => 'this is root on Linux',
}

/** Why a cluster cannot be made; `undefined` when it can. */
const obstacles: Readonly<Record<MadeCluster, (facts: Facts) => string | undefined>> = {
  kind: ({ docker, kind, hasKindCluster, nodeImage }) => {
    if ('silence' in docker) return `Docker does not answer (${docker.silence})`
    if (kind === undefined) return 'the program kind is neither in .tools/bin nor on PATH: `make tools` builds it'
    if (hasKindCluster === true || nodeImage === undefined || nodeImage.where !== 'nowhere') return undefined
    return `its node image ${nodeImage.name} is neither here nor can it be pulled (${nodeImage.why})`
  },
  'built-in': ({ operatingSystem, isRoot }) => {
    if (operatingSystem !== 'linux') return `it runs on Linux, and this is ${operatingSystem}`
    return isRoot ? undefined : 'it needs root'
  },
}
