import type { Bench } from './outcome.js'

/** One of several ways to do the same work. */
export interface Contender {
  readonly name: string
  /** What has to be done before each run and does not count. */
  readonly prepare?: (round: number) => void | Promise<void>
  /** Does the work once and returns the milliseconds that it took. */
  readonly run: () => number | Promise<number>
}

export type Samples = ReadonlyMap<string, readonly number[]>

/** Enough for a stable median. */
const usualRounds = 20
/** A contender that takes longer than five seconds runs less often; its number of runs is in the table. */
const slow = { milliseconds: 5000, rounds: 7 } as const

/**
 * Runs all contenders in each round, so that a slow minute of the machine hits all of them. Every second round runs
 * backwards, so that nobody always follows the same neighbour. The round before the first does not count.
 */
export const interleave = async (
  contenders: readonly Contender[],
  { progress, rounds: forced }: Pick<Bench, 'progress' | 'rounds'>,
  usual: number = usualRounds,
): Promise<Samples> => {
  const rounds = forced ?? usual
  const samples = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  const limits = new Map<string, number>()
  for (const contender of contenders) {
    progress(`${contender.name}, to warm up`)
    await contender.prepare?.(0)
    limits.set(contender.name, (await contender.run()) > slow.milliseconds ? slow.rounds : rounds)
  }
  for (let round = 1; round <= rounds; round++) {
    const order = round % 2 === 0 ? contenders : [...contenders].reverse()
    for (const { name, prepare, run } of order) {
      if (round > (limits.get(name) ?? rounds)) continue
      progress(`round ${round} of ${rounds}: ${name}`)
      await prepare?.(round)
      samples.get(name)?.push(await run())
    }
  }
  return samples
}

export const samplesOf = (samples: Samples, name: string): readonly number[] => {
  const found = samples.get(name)
  if (found === undefined)
    throw new Error(`there is no contender '${name}'; there are ${[...samples.keys()].join(', ')}`)
  return found
}
