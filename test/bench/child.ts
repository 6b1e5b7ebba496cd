import { fork } from 'node:child_process'
import { once } from 'node:events'

/** A Node process of its own that measures itself: one reply to each request. */
export interface Child<Request extends object, Reply> {
  readonly ask: (request: Request) => Promise<Reply>
  readonly close: () => void
}

/** Starts a program of `in-process/`. Garbage of one measurement can be collected before the next. */
export const startChild = <Request extends object, Reply>(
  program: string,
  args: readonly string[] = [],
): Child<Request, Reply> => {
  const child = fork(program, args, { execArgv: ['--expose-gc'] })
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`${program} ended with exit code ${code}; its messages are above`)
  })
  // An end that nobody waits for is the one that `close` asked for.
  ended.catch(() => undefined)
  return {
    ask: async (request) => {
      const reply = once(child, 'message') as Promise<[Reply]>
      child.send(request)
      return (await Promise.race([reply, ended]))[0]
    },
    close: () => child.disconnect(),
  }
}
