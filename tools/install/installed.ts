import { createHash } from 'node:crypto'
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pin } from '../pins.js'
import { places } from './places.js'
import { reportedVersion } from './probe.js'

/** `built` and `linked` are ready to use; `outdated` is there, but not what the pin asks for. */
export type State = 'built' | 'linked' | 'outdated' | 'missing'

/** Tells whether `.tools/bin` holds what the pin asks for. */
export async function stateOf(pin: Pin): Promise<State> {
  const binary = join(places.bin, pin.name)
  const entry = await lstat(binary).catch(() => undefined)
  if (entry === undefined) return 'missing'
  // The tool behind a link can change under it, so it is asked again each time.
  if (entry.isSymbolicLink()) return (await reportedVersion(binary, pin)) === pin.version ? 'linked' : 'outdated'
  const stamp = await readFile(stampOf(pin), 'utf8').catch(() => '')
  return stamp === (await recipe(pin)) ? 'built' : 'outdated'
}

/**
 * Puts a finished binary in place. The stamp goes first and comes last: an interruption in between leaves a tool that
 * counts as outdated, never a wrong one that counts as built.
 */
export async function place(file: string, pin: Pin, kind: 'built' | 'linked'): Promise<void> {
  const stamp = stampOf(pin)
  await mkdir(places.bin, { recursive: true })
  await mkdir(places.stamps, { recursive: true })
  await rm(stamp, { force: true })
  await rename(file, join(places.bin, pin.name))
  if (kind === 'linked') return
  await writeFile(`${file}.stamp`, await recipe(pin))
  await rename(`${file}.stamp`, stamp)
}

const stampOf = (pin: Pin): string => join(places.stamps, `${pin.name}.json`)

/** Everything that decides what a build yields, as text. */
async function recipe(pin: Pin): Promise<string> {
  const { name, version, package: command, variables, folder } = pin
  // The whole top folder: what stands beside a module may be part of it.
  const source = folder === undefined ? undefined : await digest(folder.split('/')[0] as string)
  return `${JSON.stringify({ name, version, package: command, variables, source }, null, 2)}\n`
}

async function digest(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const entries = await readdir(join(places.pinned, folder), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  for (const file of files.sort()) hash.update(await readFile(file))
  return hash.digest('hex')
}
