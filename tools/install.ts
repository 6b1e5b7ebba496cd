import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Failure } from './failure.js'
import { build } from './install/build.js'
import { type GoEnvironment, goEnvironment } from './install/go.js'
import { place, stateOf } from './install/installed.js'
import { findOnPath } from './install/on-path.js'
import { places } from './install/places.js'
import { say, withProgress } from './install/progress.js'
import { checkov, checkovState, checkovVersion, installCheckov } from './install/python.js'
import { type Pin, pins } from './pins.js'

const names = [...pins.map(({ name }) => name), checkov]

const usage = `usage: npm run tools -- [--list] [--help] [NAME...]

Installs the pinned tools (all, or only those named) into .tools/bin and leaves alone what is already right.
A tool found on PATH at its pinned version is linked, any other is built from its Go module; checkov comes from PyPI.

  --list   show each tool with its version and state
  --help   show this text

tools: ${names.join(', ')}`

async function main(): Promise<void> {
  const { values, positionals } = readArguments()
  if (values.help) return console.log(usage)
  const chosen = positionals.length === 0 ? pins : positionals.filter((name) => name !== checkov).map(pinNamed)
  const wantsCheckov = positionals.length === 0 || positionals.includes(checkov)
  if (values.list) return await list(chosen, wantsCheckov)
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort())
  let go: GoEnvironment | undefined
  for (const pin of chosen) {
    const state = await stateOf(pin)
    if (state === 'built' || state === 'linked') {
      say(pin.name, 'already there')
      continue
    }
    await mkdir(places.work, { recursive: true })
    const folder = await mkdtemp(join(places.work, 'install-'))
    try {
      if (await linkFromPath(pin, folder)) continue
      go ??= await goEnvironment()
      await buildWithProgress(go, pin, folder, abort.signal)
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  if (wantsCheckov) await installCheckov(abort.signal)
}

function readArguments() {
  const options = { help: { type: 'boolean', short: 'h' }, list: { type: 'boolean' } } as const
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`)
  }
}

function pinNamed(name: string): Pin {
  const pin = pins.find((candidate) => candidate.name === name)
  if (pin !== undefined) return pin
  throw new Failure(`there is no tool "${name}"; the tools are: ${names.join(', ')}`)
}

async function list(chosen: readonly Pin[], withCheckov: boolean): Promise<void> {
  const rows = await Promise.all(chosen.map(async (pin) => [pin.name, pin.version, await stateOf(pin)] as const))
  if (withCheckov) rows.push([checkov, await checkovVersion(), await checkovState()])
  for (const [name, version, state] of rows) console.log(`${name.padEnd(14)} ${version.padEnd(8)} ${state}`)
}

async function linkFromPath(pin: Pin, folder: string): Promise<boolean> {
  const found = await findOnPath(pin, folder)
  if (found === undefined) return false
  await place(found.link, pin, 'linked')
  say(pin.name, `linked to ${found.target}, which is ${pin.version}`)
  return true
}

async function buildWithProgress(go: GoEnvironment, pin: Pin, folder: string, signal: AbortSignal): Promise<void> {
  const start = `building from ${pin.package} v${pin.version}, about ${pin.seconds} s (and downloads) the first time`
  try {
    await withProgress(pin.name, start, 'building', async () =>
      place(await build(go, pin, folder, signal), pin, 'built'),
    )
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new Failure(`${pin.name} could not be built:\n${error.message}`)
  }
}

try {
  await main()
} catch (error) {
  const interrupted = error instanceof Error && error.name === 'AbortError'
  if (!interrupted && !(error instanceof Failure)) throw error
  console.error(interrupted ? 'interrupted' : error.message)
  process.exitCode = interrupted ? 130 : 1
}
