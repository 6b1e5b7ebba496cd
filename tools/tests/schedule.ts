import type { Step } from './steps.js'

type Needs = Pick<Step, 'cores' | 'alone'>

/**
 * The waiting steps that start now beside those that run, in their order: together they keep at most so many cores busy, and
 * no two of them want the same thing for themselves. Where nothing runs, the first starts whatever it needs.
 */
export const startable = <S extends Needs>(
  waiting: readonly S[],
  running: readonly S[],
  cores: number,
): readonly S[] => {
  const starting: S[] = []
  for (const step of waiting) if (fits(step, [...running, ...starting], cores)) starting.push(step)
  return starting
}

const fits = (step: Needs, others: readonly Needs[], cores: number): boolean =>
  others.length === 0 ||
  ([step, ...others].reduce((sum, needs) => sum + needs.cores, 0) <= cores &&
    !others.some(({ alone = [] }) => alone.some((thing) => step.alone?.includes(thing))))
