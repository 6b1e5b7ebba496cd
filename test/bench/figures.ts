import type { Summary } from './statistics.js'

/** Three significant digits, without an exponent. */
const digits = (value: number): string => {
  if (value === 0) return '0'
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

/** `0.482 s`, `12.3 ms` or `840 µs`: the largest unit in which the number is at least 1, but seconds from 100 ms on. */
export const duration = (milliseconds: number): string => {
  if (milliseconds >= 100) return `${digits(milliseconds / 1000)} s`
  if (milliseconds >= 1) return `${digits(milliseconds)} ms`
  return `${digits(milliseconds * 1000)} µs`
}

/** `1.04×`. */
export const times = (ratio: number): string => `${digits(ratio)}×`

export const kibibytes = (bytes: number): string => `${digits(bytes / 1024)} KiB`

/** The header of `timeCells`. */
export const timeHeader = ['median', 'half of the runs', 'runs'] as const

export const timeCells = ({ median, quartiles: [lower, upper], count }: Summary): readonly string[] => [
  duration(median),
  `${duration(lower)} to ${duration(upper)}`,
  String(count),
]

/** A ratio with the range of half of the rounds. */
export const ratioCell = ({ median, quartiles: [lower, upper] }: Summary): string =>
  `${times(median)} (${times(lower)} to ${times(upper)})`
