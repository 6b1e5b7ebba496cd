import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A process, told from a later one that got the same number by the time of its start. */
export interface ProcessRecord {
  readonly pid: number
  /** In clock ticks since the machine started: field 22 of /proc/PID/stat. */
  readonly started: string
}

export const recordOf = (pid: number): ProcessRecord => ({ pid, started: startOf(pid) ?? '' })

export const isRunning = (record: ProcessRecord | undefined): record is ProcessRecord =>
  record !== undefined && startOf(record.pid) === record.started

export const readRecord = (file: string): ProcessRecord | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord) : undefined

export const writeRecord = (file: string, record: ProcessRecord): void => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(record))
}

/** Undefined for a process that has ended, also when its parent has not noticed yet. */
const startOf = (pid: number): string | undefined => {
  try {
    // The name of the program comes before the last bracket and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}
