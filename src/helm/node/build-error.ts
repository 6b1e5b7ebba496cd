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

/** All mistakes that a build found, one per line. */
export class BuildErrors extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.name = 'BuildErrors'
    this.mistakes = mistakes
  }
}
