import { PassThrough, type Readable } from 'node:stream'
import { Exec, type V1Status } from '@kubernetes/client-node'
import { config } from './cluster.js'

/** Where a command runs: a container that is there already. */
export interface Place {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

export interface Executed {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A command that runs in a container, as `kubectl exec` runs it. */
export interface Execution {
  /** What it has printed so far. */
  readonly output: () => string
  readonly finished: Promise<Executed>
}

/** Starts a command in a container. */
export function start(place: Place, command: readonly string[], stdin: Readable | null = null): Execution {
  const [stdout, stderr] = [collector(), collector()]
  const title = `${command.join(' ')} in ${place.namespace}/${place.pod}/${place.container}`
  const finished = new Promise<Executed>((resolve, reject) => {
    const done = (status: V1Status) =>
      resolve({ code: exitCodeOf(status), stdout: stdout.text(), stderr: stderr.text() || (status.message ?? '') })
    new Exec(config)
      .exec(place.namespace, place.pod, place.container, [...command], stdout.stream, stderr.stream, stdin, false, done)
      .then((socket) => {
        // Without a status: the node or the API server went away.
        socket.on('close', () => setTimeout(() => reject(new Error(`the connection broke: ${title}`)), 500))
        socket.on('error', reject)
      })
      .catch((error: Error) => reject(new Error(`${title}: ${error.message}`)))
  })
  return { output: stdout.text, finished }
}

/** Runs a command in a container to its end. */
export const execute = (place: Place, ...command: readonly string[]): Promise<Executed> =>
  start(place, command).finished

/** The same for a command that must succeed: what it prints. */
export async function printed(place: Place, ...command: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await execute(place, ...command)
  if (code !== 0) throw new Error(`${command.join(' ')} in ${place.pod} ended with ${code}: ${stdout}${stderr}`)
  return stdout.trim()
}

const collector = () => {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { stream, text: () => Buffer.concat(chunks).toString() }
}

const exitCodeOf = ({ status, details }: V1Status): number => {
  if (status === 'Success') return 0
  const cause = details?.causes?.find(({ reason }) => reason === 'ExitCode')
  return Number(cause?.message ?? -1)
}
