import { startChild } from '../child.js'
import { type Contender, interleave, samplesOf } from '../contender.js'
import { duration } from '../figures.js'
import type { GrowthReply, GrowthRequest } from '../in-process/growth.js'
import { type Bench, type Outcome, type Section, verdictOf } from '../outcome.js'
import { growthExponent, type Point, summarize } from '../statistics.js'

const sizes = [10, 100, 1000] as const
/** Passes before the first that counts, until the compiler of Node has seen every path. */
const warmUps: Readonly<Record<(typeof sizes)[number], number>> = { 10: 30, 100: 10, 1000: 1 }

const steps: Readonly<Record<keyof GrowthReply, string>> = {
  author: 'the author’s code',
  validator: 'validator of the values (`validateValues`)',
  build: 'build (`compileChart`)',
  print: 'print (`printChart`)',
  evaluate: 'evaluate (`renderChart`)',
}

/** What n log n would have from 100 to 1,000: log10((1000 * 3) / (100 * 2)). */
const logarithmicExponent = Math.log10(15)
/** Less than that is linear with noise. */
const largestExponent = 1.15

const measure = async (bench: Bench): Promise<Outcome> => {
  const child = startChild<GrowthRequest, GrowthReply>(bench.workspace().compiled('growth'))
  try {
    const replies = new Map(sizes.map((size) => [size, [] as GrowthReply[]]))
    const samples = await interleave(
      sizes.map(
        (resources): Contender => ({
          name: `${resources} resources`,
          prepare: async (round) => {
            for (let pass = 0; round === 0 && pass < warmUps[resources]; pass++) await child.ask({ resources })
          },
          run: async () => {
            const reply = await child.ask({ resources })
            replies.get(resources)?.push(reply)
            return (Object.values(reply) as readonly number[]).reduce((sum, step) => sum + step, 0)
          },
        }),
      ),
      bench,
    )
    const runs = sizes.map((size) => samplesOf(samples, `${size} resources`).length)
    const medianOf = (size: (typeof sizes)[number], step: keyof GrowthReply): number =>
      // The first reply is that of the round that does not count.
      summarize((replies.get(size) ?? []).slice(1).map((reply) => reply[step])).median
    const curves = (Object.keys(steps) as (keyof GrowthReply)[]).map((step) => {
      const points = sizes.map((size): Point => ({ size, time: medianOf(size, step) }))
      return { name: steps[step], points, all: growthExponent(points), last: growthExponent(points.slice(-2)) }
    })
    const steepest = curves.reduce((a, b) => (a.last > b.last ? a : b))
    return {
      goals: [
        {
          what: 'growth of every step with the number of resources',
          wanted: `linear: exponent at most ${largestExponent} from 100 to 1,000`,
          measured: `${steepest.last.toFixed(2)} (${steepest.name})`,
          verdict: verdictOf(steepest.last <= largestExponent),
        },
      ],
      tables: [
        {
          header: [
            'step',
            ...sizes.map((size) => `${size.toLocaleString('en-US')} resources`),
            'a resource, at 10, 100 and 1,000',
            'exponent, 10 to 1,000',
            'exponent, 100 to 1,000',
          ],
          rows: curves.map(({ name, points, all, last }) => [
            name,
            ...points.map(({ time }) => duration(time)),
            points.map(({ size, time }) => duration(time / size)).join(', '),
            all.toFixed(2),
            last.toFixed(2),
          ]),
        },
      ],
      notes: [
        'Each resource is a Deployment with nine values of its own and a template of its own. Medians of ' +
          `${runs.join(', ')} runs, the sizes in turn, in one process; garbage is collected before each step. The ` +
          'exponent k of time = c·nᵏ is fitted to the medians: 1 is linear, n·log n would be ' +
          `${logarithmicExponent.toFixed(2)} from 100 to 1,000. It is less than 1 where a part of the time does not ` +
          'depend on the number of resources. The goal looks at the larger charts: 10 resources fit into the young ' +
          'generation of memory and are never collected, so the step to 100 holds a cost that is not one of growth.',
      ],
    }
  } finally {
    child.close()
  }
}

export const growth: Section = { name: 'growth', title: 'Growth with the number of resources', measure }
