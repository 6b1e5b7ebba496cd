const began = performance.now()

/** One line with the time since the start, on standard error. */
export const say = (text: string): void => {
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.error(`${seconds.padStart(7)} s  ${text}`)
}
