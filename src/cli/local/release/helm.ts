import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { stringify } from 'yaml'
import { UserError } from '../../user-error.js'
import type { ValuesInput } from '../../values-input.js'
import type { ChartValues } from '../cluster/cluster.js'
import { places, sources } from '../machine/places.js'
import { ask } from '../machine/programs.js'
import { type Place, placeFlags, releaseName } from './place.js'

/** Its version is one of tools/pins.ts; a test compares them. */
export const helmProgram = 'helm-4.3.1'

/** The values, in Helm's order: local.yaml, those of the cluster, then the user's own. */
const valuesFlags = ({ values = [], set = [], setString = [] }: ValuesInput, hasClusterValues: boolean) => [
  ...[sources.values, ...(hasClusterValues ? [places.clusterValues] : []), ...values].flatMap((file) => ['-f', file]),
  ...set.flatMap((text) => ['--set', text]),
  ...setString.flatMap((text) => ['--set-string', text]),
]

/** What to install, and where. */
export interface Upgrade {
  readonly place: Place
  readonly input: ValuesInput
  /** Written to a file of its own, so that the user's own files count more. */
  readonly clusterValues: ChartValues | undefined
  /** Take back fields that somebody changed with kubectl. On a cluster of others that is for them to decide. */
  readonly takesBack: boolean
}

/** `helm upgrade --install`, which returns when the objects are there, not when they are ready. */
export const upgradeCommand = ({ place, input, clusterValues, takesBack }: Upgrade): readonly string[] => [
  ...['upgrade', '--install', releaseName, sources.chart],
  ...placeFlags(place),
  ...valuesFlags(input, clusterValues !== undefined),
  ...['--history-max', '5', '--hide-notes'],
  ...(takesBack ? ['--force-conflicts'] : []),
]

/** What an earlier run left when it was cut off in the middle: Helm refuses every upgrade until it is mended. */
export const repairCommand = (status: string | undefined): readonly string[] | undefined => {
  if (status === 'pending-install') return ['uninstall', releaseName]
  if (status === 'pending-upgrade' || status === 'pending-rollback') return ['rollback', releaseName]
  return undefined
}

/**
 * Installs the chart, or upgrades it to these values, and returns the number of the revision.
 *
 * @throws UserError with what Helm said
 */
export const upgrade = async (wanted: Upgrade): Promise<string> => {
  const { place, clusterValues } = wanted
  if (clusterValues !== undefined) {
    await mkdir(dirname(places.clusterValues), { recursive: true })
    await writeFile(places.clusterValues, stringify(clusterValues))
  }
  const repair = repairCommand(await statusOf(place))
  if (repair !== undefined) await helm([...repair, ...placeFlags(place)])
  const output = await helm(upgradeCommand(wanted))
  return /^REVISION: (\d+)$/m.exec(output)?.[1] ?? '?'
}

/** `deployed`, `failed`, `pending-upgrade`, …; `undefined` without a release. */
export const statusOf = async (place: Place): Promise<string | undefined> => {
  const { isSuccess, output } = await ask(helmPath(), ['status', releaseName, '--output', 'json', ...placeFlags(place)])
  return isSuccess ? (JSON.parse(output) as { info?: { status?: string } }).info?.status : undefined
}

export const uninstall = async (place: Place): Promise<void> => {
  await helm(['uninstall', releaseName, '--ignore-not-found', '--wait', ...placeFlags(place)])
}

/** @throws UserError when Helm has not been built. */
export const helmPath = (): string => {
  const path = join(sources.tools, helmProgram)
  if (existsSync(path)) return path
  throw new UserError(`.tools/bin/${helmProgram} is missing: \`make tools\` builds it`)
}

const helm = async (args: readonly string[]): Promise<string> => {
  const { isSuccess, output, complaint } = await ask(helmPath(), args)
  if (isSuccess) return output
  // Its log repeats the error in another form.
  throw new UserError(`${shown(args)}\n${complaint.replaceAll(/^level=.*\n?/gm, '')}`)
}

/** A command of Helm as somebody would type it. */
export const shown = (args: readonly string[]): string =>
  [join('.tools/bin', helmProgram), ...args]
    .map((word) => (word.startsWith('/') ? shorter(word) : word))
    .map((word) => (/^[\w./:=,@-]+$/.test(word) ? word : `'${word}'`))
    .join(' ')

const shorter = (path: string): string => {
  const fromHere = relative(process.cwd(), path)
  return fromHere.length < path.length && !fromHere.startsWith('..') ? fromHere : path
}
