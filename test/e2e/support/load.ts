import { PassThrough } from 'node:stream'
import { wine } from '../../boot/support/wine.js'
import { until } from '../../cluster/wait.js'
import { type Place, start } from './exec.js'
import { shop } from './shop.js'

/** What the program `load` tells at its end. */
export interface LoadSummary {
  readonly from: string
  readonly until: string
  readonly requests: number
  /** Requests that got no good answer at first. */
  readonly failedTries: number
  /** Requests that got none when they were repeated either. */
  readonly failedRequests: number
  /** Requests that were not sent in time because too many others waited. */
  readonly late: number
  readonly statuses: Readonly<Record<string, number>>
  readonly milliseconds: { readonly median: number; readonly p99: number; readonly longest: number }
}

export interface Failure {
  readonly at: string
  readonly number: number
  readonly try: number
  readonly connection: 'kept' | 'new'
  readonly status?: number
  readonly error?: string
  readonly seconds: number
}

export interface Load {
  /** Ends the load; the requests that are on their way are still answered. Later calls return the same. */
  readonly stop: () => Promise<LoadSummary & { readonly failures: readonly Failure[] }>
}

interface LoadOptions {
  /** Requests in a second. */
  readonly rate: number
  /** Number of different wines that are asked for: each is in the cache after its first time. */
  readonly variety?: number
}

/** Predictions through the Service, as a gateway sends them, until it is told to stop. */
export async function predictionsFrom(place: Place, { rate, variety = 50 }: LoadOptions): Promise<Load> {
  const key = await shop.secret('slipway-ui-api-key', 'api-key')
  const url = `http://${await shop.serviceOf('api')}.${shop.namespace}:8000/predict`
  const stdin = new PassThrough()
  const { output, finished } = start(
    place,
    [
      '/load',
      ...['-url', url, '-method', 'POST', '-rate', String(rate), '-variety', String(variety)],
      ...['-header', `X-API-Key: ${key}`, '-header', 'Content-Type: application/json'],
      ...['-body', wine.replace('"alcohol":13.2', '"alcohol":13.{n}')],
    ],
    stdin,
  )
  // A load that cannot start ends at once; a test must not go on without it.
  let ended: unknown
  finished.then(
    ({ stdout, stderr }) => {
      ended = stdout + stderr
    },
    (error) => {
      ended = error
    },
  )
  await until('the load runs', 10, () => output().includes('started') || ended !== undefined)
  const stop = async () => {
    if (ended !== undefined) throw new Error(`the load ended early: ${ended}`)
    stdin.write('stop\n')
    const { stdout, stderr } = await finished
    return resultIn(stdout, stderr)
  }
  let stopped: ReturnType<typeof stop> | undefined
  return {
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

const resultIn = (stdout: string, stderr: string) => {
  const lines = stdout
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Failure | { readonly summary: LoadSummary })
  const summary = lines.flatMap((line) => ('summary' in line ? [line.summary] : []))[0]
  if (summary === undefined) throw new Error(`the load has no summary: ${stdout}${stderr}`)
  return { ...summary, failures: lines.flatMap((line) => ('summary' in line ? [] : [line])) }
}
