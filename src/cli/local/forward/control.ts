import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KubeConfig } from '@kubernetes/client-node'
import { UserError } from '../../user-error.js'
import { places } from '../machine/places.js'
import { ask, lastLines } from '../machine/programs.js'
import { pause } from '../terminal/interrupt.js'
import type { Forward, Plan, Report, Running } from './plan.js'

/** Beside this file, in the same language: compiled in an ordinary run. */
const program = fileURLToPath(new URL(`./process${extname(import.meta.url)}`, import.meta.url))

const stopMilliseconds = 5000

/** Changes with the server, its authority and the login. */
export const fingerprintOf = (config: KubeConfig): string =>
  createHash('sha256')
    .update(JSON.stringify([config.getCurrentCluster(), config.getCurrentUser()]))
    .digest('hex')

/** The process that forwards ports, if it runs. */
export const runningForwards = async (): Promise<Running | undefined> => {
  const running = recorded()
  return running !== undefined && (await isOurs(running)) ? running : undefined
}

const recorded = (): Running | undefined => {
  try {
    return JSON.parse(readFileSync(places.forwards, 'utf8')) as Running
  } catch {
    return undefined
  }
}

/** After a restart of the machine the number may belong to anything. */
const isOurs = async ({ pid, program }: Running): Promise<boolean> => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(program)
  } catch {
    if (process.platform === 'linux') return false
    const { output } = await ask('ps', ['-o', 'args=', '-p', String(pid)])
    return output.includes(program)
  }
}

/** Stops the process; says whether there was one. */
export const stopForwards = async (): Promise<boolean> => {
  const running = await runningForwards()
  if (running !== undefined) {
    process.kill(running.pid, 'SIGTERM')
    const deadline = Date.now() + stopMilliseconds
    while (await isOurs(running)) {
      if (Date.now() > deadline) process.kill(running.pid, 'SIGKILL')
      await pause(50)
    }
  }
  rmSync(places.forwards, { force: true })
  return running !== undefined
}

/**
 * Makes sure that exactly this plan is carried out, by the process that runs or by a new one.
 *
 * @returns whether a new one was needed
 * @throws UserError naming a port that is taken, and how to choose another
 */
export const startForwards = async (plan: Plan): Promise<boolean> => {
  const running = await runningForwards()
  if (JSON.stringify(running?.plan) === JSON.stringify(plan)) return false
  await stopForwards()
  const report = await launch(plan)
  if ('taken' in report) throw portIsTaken(report.taken, report.code)
  if ('failed' in report) throw new UserError(`ports are not forwarded: ${report.failed}`)
  return true
}

const launch = (plan: Plan): Promise<Report> =>
  new Promise((resolve) => {
    mkdirSync(dirname(places.forwardsLog), { recursive: true })
    const log = openSync(places.forwardsLog, 'w')
    const child = spawn(process.execPath, [...process.execArgv, program], {
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    child.once('message', (report: Report) => {
      child.disconnect()
      child.unref()
      resolve(report)
    })
    child.once('error', (error) => resolve({ failed: error.message }))
    child.once('exit', () => resolve({ failed: lastLines(readFileSync(places.forwardsLog, 'utf8')) }))
    child.send(plan)
  })

/**
 * Fails before anything is made when a port cannot be had. Ports that slipway forwards already are its own.
 *
 * @throws UserError naming the port and how to choose another
 */
export const portsMustBeFree = async (forwards: readonly Pick<Forward, 'component' | 'localPort'>[]): Promise<void> => {
  const own = (await runningForwards())?.plan.forwards.map(({ localPort }) => localPort) ?? []
  for (const forward of forwards) {
    const code = own.includes(forward.localPort) ? undefined : await obstacleAt(forward.localPort)
    if (code !== undefined) throw portIsTaken(forward, code)
  }
}

const obstacleAt = (port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)))
  })

const portIsTaken = ({ component, localPort }: Pick<Forward, 'component' | 'localPort'>, code: string): UserError => {
  const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${code})`
  const other = localPort < 10_000 ? localPort + 10_000 : localPort + 1
  return new UserError(
    `port ${localPort} of this machine ${why}: choose another for ${component}, \
for example --port ${component}=${other}`,
  )
}
