import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Failure } from '../../tools/failure.js'
import { places } from './places.js'
import { isRunning, readRecord, recordOf } from './process-record.js'

/** Does something while nobody else may change the cluster. Throws a Failure when somebody does. */
export async function alone(work: () => Promise<void>): Promise<void> {
  mkdirSync(dirname(places.lock), { recursive: true })
  const holder = readRecord(places.lock)
  if (isRunning(holder)) throw new Failure(`process ${holder.pid} is changing the cluster: wait for it, or end it`)
  rmSync(places.lock, { force: true })
  writeFileSync(places.lock, JSON.stringify(recordOf(process.pid)), { flag: 'wx' })
  try {
    await work()
  } finally {
    rmSync(places.lock, { force: true })
  }
}
