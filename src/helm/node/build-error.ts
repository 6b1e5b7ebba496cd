import { formatPosition, type Origin } from './origin.js'

/** A mistake in the TypeScript source of a chart, with its place. */
export class BuildError extends Error {
  readonly origin: Origin

  constructor(origin: Origin, message: string) {
    super(`${formatPosition(origin.position)}: ${message}`)
    this.name = 'BuildError'
    this.origin = origin
  }
}
