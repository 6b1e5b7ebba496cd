/** The value at a share of the sorted samples, between two of them by interpolation. */
const quantile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (above - below) * (position - Math.floor(position))
}

export interface Summary {
  readonly median: number
  /** A quarter of the samples is at or below, a quarter at or above. */
  readonly quartiles: readonly [lower: number, upper: number]
  readonly count: number
}

export const summarize = (samples: readonly number[]): Summary => ({
  median: quantile(samples, 0.5),
  quartiles: [quantile(samples, 0.25), quantile(samples, 0.75)],
  count: samples.length,
})

/**
 * The ratio of two contenders, round by round, so that noise of the machine hits both sides. A contender that ran in
 * fewer rounds is compared in those.
 */
export const ratioOf = (numerator: readonly number[], denominator: readonly number[]): Summary => {
  const rounds = Math.min(numerator.length, denominator.length)
  return summarize(numerator.slice(0, rounds).map((sample, round) => sample / (denominator[round] ?? Number.NaN)))
}

export interface Point {
  readonly size: number
  readonly time: number
}

/** The exponent k of the curve time = c * size^k that fits best: least squares over the logarithms. */
export const growthExponent = (points: readonly Point[]): number => {
  const logarithms = points.map(({ size, time }) => [Math.log(size), Math.log(time)] as const)
  const mean = (axis: 0 | 1) => logarithms.reduce((sum, point) => sum + point[axis], 0) / logarithms.length
  const [meanSize, meanTime] = [mean(0), mean(1)]
  const covariance = logarithms.reduce((sum, [size, time]) => sum + (size - meanSize) * (time - meanTime), 0)
  const variance = logarithms.reduce((sum, [size]) => sum + (size - meanSize) ** 2, 0)
  return covariance / variance
}
