import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../failure.js'
import type { Pin } from '../pins.js'
import { type GoEnvironment, goInstall } from './go.js'
import { places } from './places.js'
import { reportedVersion } from './probe.js'

/** Builds a pinned tool into `folder` and gives the path of the binary. */
export async function build(go: GoEnvironment, pin: Pin, folder: string, signal: AbortSignal): Promise<string> {
  const source = pin.folder === undefined ? [`${pin.package}@v${pin.version}`] : [pin.package]
  const within = pin.folder === undefined ? [] : ['-C', await ownModule(pin, pin.folder)]
  const modules = pin.moduleFile === undefined ? [] : [`-modfile=${pin.moduleFile}`]
  const variables = Object.entries(pin.variables).map(([name, value]) => `-X ${name}=${value}`)
  // -s -w: no debug tables, as in the tools' own releases; a third smaller.
  const args = [...within, ...modules, '-ldflags', ['-s -w', ...variables].join(' '), ...source]
  const binary = await goInstall(go, args, pin.package, folder, signal)
  await checkVersion(binary, pin)
  return binary
}

/** A binary that names another version than its pin has a forgotten line in the pin's variables. */
async function checkVersion(binary: string, pin: Pin): Promise<void> {
  if (pin.probe === undefined) return
  const version = await reportedVersion(binary, pin)
  if (version === pin.version) return
  throw new Failure(`  the binary says that it is ${version ?? 'of no version'}: see the variables in tools/pins.ts`)
}

/** The folder with the tool's own go.mod, which must ask for the pinned version. */
async function ownModule(pin: Pin, folder: string): Promise<string> {
  const path = join(places.pinned, folder)
  const file = pin.moduleFile ?? 'go.mod'
  const requirements = (await readFile(join(path, file), 'utf8')).split('\n').map((line) => line.trim().split(' '))
  const isTool = (module: string): boolean =>
    pin.module === undefined ? module !== '' && pin.package.startsWith(`${module}/`) : module === pin.module
  const version = requirements.find(([module = '']) => isTool(module))?.[1]
  if (version === `v${pin.version}`) return path
  throw new Failure(
    `  tools/pins.ts asks for v${pin.version}, tools/${folder}/${file} for ${version ?? 'nothing'}: make them equal.`,
  )
}
