import type { Socket } from 'node:net'
import { Writable } from 'node:stream'
import type { PortForward } from '@kubernetes/client-node'
import type { Target } from './target.js'

/** Finds a pod for a new connection; `undefined` while none is ready. */
export type Find = () => Promise<Target | undefined>

/** The part of a WebSocket that is used here; the library's type covers browsers too. */
interface Stream {
  on(event: 'close', listener: () => void): unknown
  pause(): void
  resume(): void
  close(): void
}

const waitMilliseconds = 300
/** How long a connection waits for a ready pod, so that a restart of one is a pause and no error. */
const patienceMilliseconds = 10_000

/**
 * Connects a socket of this machine with a ready pod, and returns when they are connected.
 *
 * @throws Error when there is no ready pod in time
 */
export const connectToPod = async (
  socket: Socket,
  find: Find,
  forward: Pick<PortForward, 'portForward'>,
  namespace: string,
): Promise<void> => {
  const deadline = Date.now() + patienceMilliseconds
  let failure = 'no pod is ready'
  while (!socket.destroyed) {
    try {
      const target = await find()
      if (target !== undefined) return await connect(socket, target, forward, namespace)
    } catch (error) {
      failure = (error as Error).message.split('\n')[0] ?? ''
    }
    if (Date.now() > deadline) throw new Error(failure)
    await new Promise((resolve) => setTimeout(resolve, waitMilliseconds))
  }
}

const connect = async (
  socket: Socket,
  { pod, port }: Target,
  forward: Pick<PortForward, 'portForward'>,
  namespace: string,
): Promise<void> => {
  let stream: Stream | undefined
  // Neither side may be faster than the other takes it.
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (socket.destroyed || socket.write(chunk)) return done()
      stream?.pause()
      socket.once('drain', () => {
        stream?.resume()
        done()
      })
    },
  })
  const errors = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      // Nothing but the number of the port comes first, and the library takes that away.
      if (chunk.length === 0) return done()
      console.error(`${pod}:${port}: ${String(chunk).trim()}`)
      socket.destroy()
      done()
    },
  })
  stream = (await forward.portForward(namespace, pod, [port], output, errors, socket)) as unknown as Stream
  const opened = stream
  opened.on('close', () => output.end(() => socket.end()))
  if (socket.destroyed) opened.close()
  else socket.once('close', () => opened.close())
}
