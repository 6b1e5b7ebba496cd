/** Tells the person who waits what is being done. */
export type Progress = (message: string) => void

/** One line that changes on a terminal, one line per message elsewhere; on standard error, away from the results. */
export const progressOf = (section: string): Progress => {
  const isTerminal = process.stderr.isTTY === true
  return (message) => {
    process.stderr.write(isTerminal ? `\r\u001b[K${section}: ${message}` : `${section}: ${message}\n`)
  }
}

export const endProgress = (): void => {
  if (process.stderr.isTTY === true) process.stderr.write('\r\u001b[K')
}
