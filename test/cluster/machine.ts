import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../tools/failure.js'
import { places } from './places.js'
import { isRunning, type ProcessRecord, readRecord, recordOf, writeRecord } from './process-record.js'
import { environment, run } from './shell.js'
import { until } from './wait.js'

/**
 * A set of namespaces that is like a machine of its own: processes, mounts, network, name. Nothing in it can change
 * mounts, interfaces or firewall rules of the machine around it, and all of it is gone with its first process.
 */
export class Machine {
  readonly name: string
  readonly folder: string
  readonly #record: string

  constructor(name: string) {
    this.name = name
    this.folder = join(places.machines, name)
    this.#record = join(this.folder, 'init.json')
  }

  get isRunning(): boolean {
    return isRunning(readRecord(this.#record))
  }

  /** Number of its first process, as this machine counts. */
  get pid(): number {
    const record = readRecord(this.#record)
    if (!isRunning(record)) throw new Failure(`${this.name} does not run: npx tsx test/cluster/main.ts up`)
    return record.pid
  }

  /** Makes the namespaces, unless they are there. `pause` is the program that becomes the first process. */
  async start(pause: string): Promise<void> {
    if (this.isRunning) return
    mkdirSync(this.folder, { recursive: true })
    const own = ['--mount', '--uts', '--ipc', '--net', '--pid', '--fork', '--kill-child=KILL']
    const log = this.logOf('machine')
    const command = ['sh', places.source.machineScript, this.name, this.folder, pause]
    const outer = this.#spawn(log, 'unshare', [...own, ...command])
    const inner = await until(`${this.name} has its namespaces`, 10, () => childOf(outer))
    writeRecord(this.#record, recordOf(inner))
    await until(
      `${this.name} has its mounts`,
      10,
      () => existsSync(join('/proc', String(inner), 'root', 'run', 'ready')),
      () => tail(log),
    )
  }

  /** Starts a program that goes on running, unless it runs. */
  daemon(name: string, program: string, args: readonly string[]): void {
    const record = join(this.folder, `${name}.json`)
    if (isRunning(readRecord(record))) return
    writeRecord(record, recordOf(this.#spawn(this.logOf(name), 'nsenter', [...this.#enter(), program, ...args])))
  }

  isDaemonRunning(name: string): boolean {
    return isRunning(readRecord(join(this.folder, `${name}.json`)))
  }

  /** Runs a program in it to its end. */
  run(program: string, args: readonly string[], input?: string): Promise<string> {
    return run('nsenter', [...this.#enter(), program, ...args], input === undefined ? {} : { input })
  }

  /** Ends everything in it at once, as a power cut would. */
  async kill(): Promise<void> {
    const record = readRecord(this.#record)
    if (isRunning(record)) process.kill(record.pid, 'SIGKILL')
    await until(`${this.name} is gone`, 20, () => !isRunning(record))
    rmSync(this.#record, { force: true })
  }

  logOf(daemon: string): string {
    return join(places.logs, `${this.name}-${daemon}.log`)
  }

  lastWordsOf(daemon: string): string {
    return `${tail(this.logOf(daemon))}\n  more: ${this.logOf(daemon)}`
  }

  #enter(): readonly string[] {
    return [`--target=${this.pid}`, '--mount', '--uts', '--ipc', '--net', '--pid', '--']
  }

  #spawn(log: string, program: string, args: readonly string[]): number {
    mkdirSync(places.logs, { recursive: true })
    const output = openSync(log, 'a')
    // A session of its own, so that Ctrl-C in a terminal is for the command alone.
    const child = spawn(program, args, { env: environment, detached: true, stdio: ['ignore', output, output] })
    child.unref()
    if (child.pid === undefined) throw new Failure(`${program} cannot be run`)
    return child.pid
  }
}

const childOf = (pid: number): number | undefined => {
  const path = `/proc/${pid}/task/${pid}/children`
  if (!existsSync(path)) throw new Failure('unshare ended: namespaces cannot be made here; are you root?')
  return Number(readFileSync(path, 'utf8').split(' ')[0]) || undefined
}

const tail = (file: string): string =>
  existsSync(file) ? `  ${readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n  ')}` : '  (no log)'

export type { ProcessRecord }
