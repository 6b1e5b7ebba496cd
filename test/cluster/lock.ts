import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Failure } from '../../tools/failure.js'
import { places } from './places.js'
import { isRunning, readRecord, recordOf } from './process-record.js'
import { say } from './progress.js'
import { until } from './wait.js'

/** Does something while nobody else may change the cluster. Throws a Failure when somebody does. */
export async function alone(work: () => Promise<void>): Promise<void> {
  const holder = holderOf(places.clusterLock)
  if (holder !== undefined) throw new Failure(`process ${holder} is changing the cluster: wait for it, or end it`)
  await holding(places.clusterLock, work)
}

/** Keeps others from testing on the cluster until the returned function is called. Throws a Failure when somebody does. */
export function takeForTests(): () => void {
  const holder = holderOf(places.testsLock)
  if (holder !== undefined) throw new Failure(`process ${holder} runs the tests on this cluster: wait for it`)
  return hold(places.testsLock)
}

/** Does something after everybody else who does the same; what they have built need not be built again. */
export async function inTurn(file: string, work: () => Promise<void>): Promise<void> {
  const holder = holderOf(file)
  if (holder !== undefined) {
    const hours = 3600
    say(`process ${holder} is at it already: waiting`)
    await until(`process ${holder} has ended`, hours, () => holderOf(file) === undefined)
  }
  await holding(file, work)
}

const holderOf = (file: string): number | undefined => {
  const record = readRecord(file)
  return isRunning(record) ? record.pid : undefined
}

async function holding(file: string, work: () => Promise<void>): Promise<void> {
  const release = hold(file)
  try {
    await work()
  } finally {
    release()
  }
}

const hold = (file: string): (() => void) => {
  mkdirSync(dirname(file), { recursive: true })
  // Of a process that has ended.
  rmSync(file, { force: true })
  writeFileSync(file, JSON.stringify(recordOf(process.pid)), { flag: 'wx' })
  return () => rmSync(file, { force: true })
}
