import { InvalidArgumentError } from 'commander'
import { addressesWith } from './forward/addresses.js'

/** A whole number of nodes. */
export const nodeCount = (text: string): number => {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A number from 1 to 99 is needed, for example --nodes 3.')
}

/** A number of lines of a log. */
export const lineCount = (text: string): number => {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A number of lines is needed, for example --tail 100.')
}

/** Seconds of a time such as `90s`, `10m` or `1h`. */
export const timeInSeconds = (text: string): number => {
  const [, number, unit] = /^([1-9]\d{0,4})([smh])$/.exec(text) ?? []
  if (number === undefined) {
    throw new InvalidArgumentError('A number with a unit is needed: s, m or h, for example --timeout 15m.')
  }
  return Number(number) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h']
}

/** `api=18000`, added to the ports chosen by earlier flags. */
export const chosenPort = (text: string, earlier: Readonly<Record<string, number>> = {}): Record<string, number> => {
  const names = addressesWith({}).map(({ component }) => component)
  const [, name = '', number = ''] = /^([^=]*)=(\d+)$/.exec(text) ?? []
  if (!(names as readonly string[]).includes(name)) {
    throw new InvalidArgumentError(
      `One of ${names.join(', ')} and a port are needed, for example --port ${names[0]}=18000.`,
    )
  }
  if (Number(number) < 1 || Number(number) > 65_535) {
    throw new InvalidArgumentError(`A port is a number from 1 to 65535, for example --port ${name}=18000.`)
  }
  return { ...earlier, [name]: Number(number) }
}
