/** A number, and since when it is so, in seconds from the start. */
export interface Change {
  readonly count: number
  readonly at: number
}

export interface Watch {
  /** Every number so far, each once for the time that it stayed. */
  readonly changes: () => readonly Change[]
  readonly stop: () => void
}

/** Looks at a number twice in a second until it is told to stop. */
export function watchCount(look: () => Promise<number>): Watch {
  const changes: Change[] = []
  const start = performance.now()
  const timer = setInterval(async () => {
    const count = await look().catch(() => undefined)
    if (count !== undefined && count !== changes.at(-1)?.count)
      changes.push({ count, at: Math.round((performance.now() - start) / 1000) })
  }, 500)
  return { changes: () => changes, stop: () => clearInterval(timer) }
}
