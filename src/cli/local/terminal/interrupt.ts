import { UserError } from '../../user-error.js'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Somebody pressed Ctrl-C. */
export class Interrupted extends UserError {
  /** The usual exit code for it. */
  readonly exitCode = 130
}

/**
 * Runs `work` with a signal that Ctrl-C aborts, so that it can end in order. A second Ctrl-C ends at once.
 *
 * @throws Interrupted, which says what remains.
 */
export const untilInterrupted = async <T>(remains: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController()
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130)
    console.error('\nstopping; again Ctrl-C stops at once')
    controller.abort(new Interrupted(`interrupted. ${remains}`))
  }
  for (const name of signals) process.on(name, interrupt)
  try {
    return await work(controller.signal)
  } catch (error) {
    // What fails because of the interruption is not worth a message of its own.
    throw controller.signal.aborted ? controller.signal.reason : error
  } finally {
    for (const name of signals) process.off(name, interrupt)
  }
}

/** Waits, but not longer than the signal allows. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })
