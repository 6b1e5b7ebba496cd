import { patienceSeconds, type Waiting } from '../observe/readiness.js'

/** Tells trouble that mends itself from trouble that stays, by how long it has lasted. */
export class Patience {
  readonly #since = new Map<string, number>()

  /**
   * The first of those that are waited for that is beyond hope.
   *
   * @param now milliseconds, of any clock that only goes forward
   */
  hopeless(waiting: readonly Waiting[], now: number): Waiting | undefined {
    const troubled = waiting.filter(({ reason }) => reason.problem !== undefined)
    const keys = new Set(troubled.map(keyOf))
    for (const key of this.#since.keys()) if (!keys.has(key)) this.#since.delete(key)
    return troubled.find((one) => {
      const began = this.#since.get(keyOf(one)) ?? now
      this.#since.set(keyOf(one), began)
      const { problem } = one.reason
      return problem !== undefined && now - began >= 1000 * patienceSeconds[problem]
    })
  }
}

const keyOf = ({ component, name, reason }: Waiting): string => `${component} ${name} ${reason.problem}`
