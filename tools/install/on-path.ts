import { access, constants, realpath, rm, stat, symlink } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Pin } from '../pins.js'
import { places } from './places.js'
import { reportedVersion } from './probe.js'

/** A link to a tool found on PATH, not yet in its final place, and where it points. */
export interface Found {
  readonly link: string
  readonly target: string
}

/**
 * Looks for the pinned version on PATH and links it into `folder`. The tool is asked through the link, under the name
 * it will have: a version manager's shim that decides by its own name does not pass.
 */
export async function findOnPath(pin: Pin, folder: string): Promise<Found | undefined> {
  if (pin.probe === undefined) return undefined
  const target = await firstOnPath(pin.probe.command)
  if (target === undefined) return undefined
  const link = join(folder, pin.name)
  await symlink(target, link)
  if ((await reportedVersion(link, pin)) === pin.version) return { link, target }
  await rm(link)
  return undefined
}

async function firstOnPath(command: string): Promise<string | undefined> {
  const own = await canonical(places.bin)
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    // Our own folder may be on PATH too; a tool must not end up as a link to itself.
    if (folder === '' || (await canonical(folder)) === own) continue
    const file = join(folder, command)
    if (await isExecutable(file)) return file
  }
  return undefined
}

const canonical = (path: string): Promise<string | undefined> => realpath(path).catch(() => undefined)

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
