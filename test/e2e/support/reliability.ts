import type { Failure, LoadSummary } from './load.js'
import { table, writeResult } from './results.js'

/** What the clients of a release noticed of a fault. */
export interface Observation extends LoadSummary {
  readonly fault: string
  readonly failures: readonly Failure[]
  /** Answered predictions that the prediction log does not have, where they were counted. */
  readonly lost?: number
}

const secondsOf = ({ from, until }: LoadSummary): number => Math.round((Date.parse(until) - Date.parse(from)) / 1000)

/** The table of docs/reliability.md. */
export function writeObservations(file: string, observations: readonly Observation[]): void {
  const head = ['while', 'seconds', 'requests', 'failed', 'failed when repeated', 'not logged', 'median ms', 'p99 ms']
  const rows = observations.map((one) => [
    one.fault,
    secondsOf(one),
    one.requests,
    one.failedTries,
    one.failedRequests,
    one.lost ?? '',
    Math.round(one.milliseconds.median),
    Math.round(one.milliseconds.p99),
  ])
  const text = table(head, rows)
  writeResult(`${file}.md`, text)
  writeResult(`${file}.json`, `${JSON.stringify(observations, null, 2)}\n`)
  console.log(text)
}
