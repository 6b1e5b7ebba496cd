import { execFile } from 'node:child_process'
import type { Pin } from '../pins.js'

const timeout = 10_000

/** Asks a binary for its version. Anything but a clear answer (it hangs, crashes, prints nonsense) is `undefined`. */
export function reportedVersion(binary: string, pin: Pin): Promise<string | undefined> {
  const { probe } = pin
  if (probe === undefined) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    execFile(binary, probe.args, { timeout, killSignal: 'SIGKILL' }, (error, stdout) => {
      resolve(error === null ? versionIn(stdout) : undefined)
    })
  })
}

/** The first version in a text, with its pre-release and build parts, so that `1.2.3-rc.1` is not taken for `1.2.3`. */
function versionIn(text: string): string | undefined {
  return /\bv?(\d+\.\d+\.\d+[\w.+-]*)/.exec(text)?.[1]
}
