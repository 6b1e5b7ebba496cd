import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../../tools/failure.js'

/**
 * Asks until there is an answer that is neither false nor undefined, and returns it.
 *
 * @param what the state that is waited for, as a sentence
 * @param explain what to add to the error when it does not come about
 * @throws Failure after `seconds`
 */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => T | Promise<T>,
  explain: (error: unknown) => string = (error) => (error instanceof Error ? `  ${error.message}` : ''),
): Promise<Exclude<Awaited<T>, false | undefined>> {
  const deadline = performance.now() + seconds * 1000
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer as Exclude<Awaited<T>, false | undefined>
    } catch (error) {
      last = error
    }
    if (performance.now() > deadline) throw new Failure(`not after ${seconds} s: ${what}\n${explain(last)}`)
    await sleep(150)
  }
}
