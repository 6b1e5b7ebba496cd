import { startChild } from './child.js'
import { type Contender, interleave, samplesOf } from './contender.js'
import { duration } from './figures.js'
import type { GrowthReply, GrowthRequest } from './in-process/growth.js'
import { type Bench, type Goal, type Table, verdictOf } from './outcome.js'
import { growthExponent, type Point, summarize } from './statistics.js'

export interface Growth {
  /** What the chart has more and more of. */
  readonly of: GrowthRequest['of']
  /** The same with a number of one. */
  readonly one: string
  readonly sizes: readonly [number, number, number]
  /** By size, the passes before the first that counts, until the compiler of Node has seen every path. */
  readonly warmUps: Readonly<Record<number, number>>
}

/** How one step grows. */
export interface Curve {
  readonly name: string
  readonly points: readonly Point[]
  /** From the smallest size to the largest. */
  readonly all: number
  /** From the middle one to the largest. */
  readonly last: number
}

export const curveOf = (name: string, points: readonly Point[]): Curve => ({
  name,
  points,
  all: growthExponent(points),
  last: growthExponent(points.slice(-2)),
})

const steps: Readonly<Record<keyof GrowthReply, string>> = {
  author: 'the author’s code',
  validator: 'validator of the values (`validateValues`)',
  build: 'build (`compileChart`)',
  print: 'print (`printChart`)',
  evaluate: 'evaluate (`renderChart`)',
}

/** The steps of the toolkit, the sizes in turn, in one process. */
export const measureSteps = async (
  bench: Bench,
  { of, sizes, warmUps }: Growth,
): Promise<{ readonly curves: readonly Curve[]; readonly runs: readonly number[] }> => {
  const child = startChild<GrowthRequest, GrowthReply>(bench.workspace().compiled('growth'))
  const nameOf = (size: number): string => `${size} ${of}`
  try {
    const replies = new Map(sizes.map((size) => [size, [] as GrowthReply[]]))
    const contenders = sizes.map(
      (size): Contender => ({
        name: nameOf(size),
        prepare: async (round) => {
          for (let pass = 0; round === 0 && pass < (warmUps[size] ?? 0); pass++) await child.ask({ of, size })
        },
        run: async () => {
          const reply = await child.ask({ of, size })
          replies.get(size)?.push(reply)
          return (Object.values(reply) as readonly number[]).reduce((sum, step) => sum + step, 0)
        },
      }),
    )
    const samples = await interleave(contenders, bench)
    const medianOf = (size: number, step: keyof GrowthReply): number =>
      // The first reply is that of the round that does not count.
      summarize((replies.get(size) ?? []).slice(1).map((reply) => reply[step])).median
    return {
      curves: (Object.keys(steps) as (keyof GrowthReply)[]).map((step) =>
        curveOf(
          steps[step],
          sizes.map((size) => ({ size, time: medianOf(size, step) })),
        ),
      ),
      runs: sizes.map((size) => samplesOf(samples, nameOf(size)).length),
    }
  } finally {
    child.close()
  }
}

/** Less than that is linear with noise. */
const largestExponent = 1.15

export const linearGoal = (what: string, { sizes }: Growth, curves: readonly Curve[]): Goal => {
  const steepest = curves.reduce((a, b) => (a.last > b.last ? a : b))
  const [from, to] = sizes.slice(-2).map(count)
  return {
    what,
    wanted: `linear: exponent at most ${largestExponent} from ${from} to ${to}`,
    measured: `${steepest.last.toFixed(2)} (${steepest.name})`,
    verdict: verdictOf(steepest.last <= largestExponent),
  }
}

export const growthTable = ({ of, one, sizes }: Growth, curves: readonly Curve[]): Table => {
  const [smallest, middle, largest] = sizes.map(count)
  return {
    header: [
      'step',
      ...sizes.map((size) => `${count(size)} ${of}`),
      `${one}, at ${smallest}, ${middle} and ${largest}`,
      `exponent, ${smallest} to ${largest}`,
      `exponent, ${middle} to ${largest}`,
    ],
    rows: curves.map(({ name, points, all, last }) => [
      name,
      ...points.map(({ time }) => duration(time)),
      points.map(({ size, time }) => duration(time / size)).join(', '),
      all.toFixed(2),
      last.toFixed(2),
    ]),
  }
}

/** How the numbers of `measureSteps` came about. */
export const howMeasured = ({ sizes }: Growth, runs: readonly number[]): string => {
  const [middle = Number.NaN, largest = Number.NaN] = sizes.slice(-2)
  // What n log n would have between the two.
  const logarithmic = growthExponent([middle, largest].map((size) => ({ size, time: size * Math.log(size) })))
  return (
    `Medians of ${runs.join(', ')} runs, the sizes in turn, in one process; garbage is collected before each step. The ` +
    `exponent k of time = c·nᵏ is fitted to the medians: 1 is linear, n·log n would be ${logarithmic.toFixed(2)} from ` +
    `${count(middle)} to ${count(largest)}. It is less than 1 where a part of the time does not depend on the size.`
  )
}

const count = (size: number): string => size.toLocaleString('en-US')
