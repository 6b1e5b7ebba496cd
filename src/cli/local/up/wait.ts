import { UserError } from '../../user-error.js'
import type { Work } from '../cluster/cluster.js'
import type { Client } from '../kubernetes/client.js'
import { problemOf } from '../kubernetes/errors.js'
import { inWords, type Waiting, waitingIn } from '../observe/readiness.js'
import { readSnapshot } from '../observe/snapshot.js'
import { workloadsOf } from '../observe/workloads.js'
import { pause } from '../terminal/interrupt.js'
import { Patience } from './patience.js'

/** The release did not become ready; `culprit` is what to look at first. */
export class NotReady extends Error {
  readonly culprit: Waiting
  readonly isOutOfTime: boolean

  constructor(culprit: Waiting, isOutOfTime: boolean) {
    super(`${culprit.component} is not ready`)
    this.culprit = culprit
    this.isOutOfTime = isOutOfTime
  }
}

const pollMilliseconds = 1000
/** The API server may be away for a moment, for example while the machine is busy. */
const silenceMilliseconds = 30_000

/**
 * Waits until every workload of the release is ready, and tells what is not each time that changes.
 *
 * @returns how many there are
 * @throws NotReady when the time is over, or something is beyond hope
 */
export const waitUntilReady = async (
  client: Client,
  namespace: string,
  timeoutSeconds: number,
  { tell, signal }: Work,
): Promise<number> => {
  const deadline = performance.now() + 1000 * timeoutSeconds
  const patience = new Patience()
  let lastAnswer = performance.now()
  let told = ''
  for (;;) {
    const snapshot = await readSnapshot(client, namespace).catch((error: unknown) => {
      if (performance.now() - lastAnswer > silenceMilliseconds)
        throw new UserError(`the cluster stopped answering: ${problemOf(error)}`)
      return undefined
    })
    const now = performance.now()
    if (snapshot !== undefined) {
      lastAnswer = now
      const total = workloadsOf(snapshot).length
      const waiting = waitingIn(snapshot)
      const [first] = waiting
      if (first === undefined) return total
      const hopeless = patience.hopeless(waiting, now)
      if (hopeless !== undefined) throw new NotReady(hopeless, false)
      if (now > deadline) throw new NotReady(first, true)
      const text = inWords(waiting, total)
      if (text !== told) tell(text)
      told = text
    }
    await pause(pollMilliseconds, signal)
  }
}
