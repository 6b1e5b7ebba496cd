import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'

/** A fault to put into a copy of the chart. */
export interface Fault {
  /** Below chart/. */
  readonly file: string
  /** A text that the file holds once. */
  readonly replace: string
  readonly by: string
}

/** What a check of the chart reads, so that it finds in the copy all that it finds in the project. */
const copied = ['chart', 'values', 'test/helm-unittest']

/**
 * Gives a copy of the chart with one fault, in a folder like the project's, to `check`; removes the copy afterwards.
 * @throws Error when the text to replace is not there exactly once: the fault would then prove nothing.
 */
export const withFault = async <T>(fault: Fault, check: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-fault-'))
  try {
    for (const path of copied) cpSync(join(projectFolder, path), join(folder, path), { recursive: true })
    apply(fault, join(folder, 'chart'))
    return await check(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const apply = ({ file, replace, by }: Fault, chart: string): void => {
  if (replace === by) throw new Error(`A fault of chart/${file} changes nothing: ${replace}`)
  const path = join(chart, file)
  const parts = readFileSync(path, 'utf8').split(replace)
  if (parts.length !== 2) {
    throw new Error(
      `chart/${file} holds this text ${parts.length - 1} times, but a fault replaces it once:\n${replace}\n` +
        'The chart has changed: choose a text that it holds once, for example with a line more.',
    )
  }
  writeFileSync(path, parts.join(by))
}
