import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Failure } from '../failure.js'
import type { State } from './installed.js'
import { places } from './places.js'
import { say, withProgress } from './progress.js'

const run = promisify(execFile)

/**
 * checkov is a Python package. tools/checkov/requirements.txt names it and every package that it needs, with the hashes
 * of their files for all platforms; tools/checkov/launch.py runs it.
 */
export const checkov = 'checkov'

/** The oldest Python that requirements.txt was made for. */
const required = { major: 3, minor: 10 }

const source = join(places.pinned, checkov)
const packages = join(places.work, checkov)
const command = join(places.bin, checkov)
const stamp = join(places.stamps, `${checkov}.json`)
const shownLines = 15

interface Python {
  readonly executable: string
  readonly version: string
  readonly platform: string
}

/** The version that requirements.in asks for, which requirements.txt must have been made from. */
export async function checkovVersion(): Promise<string> {
  const [asked, listed] = await Promise.all([read('requirements.in'), read('requirements.txt')].map(versionIn))
  if (asked !== undefined && asked === listed) return asked
  throw new Failure(
    `tools/checkov/requirements.in asks for checkov ${asked}, requirements.txt for ${listed}: \
write requirements.txt anew, as requirements.in says.`,
  )
}

const versionIn = async (text: Promise<string>): Promise<string | undefined> => /^checkov==(\S+)/m.exec(await text)?.[1]

/** Tells whether `.tools` holds the checkov that requirements.txt asks for, installed for the Python on PATH. */
export async function checkovState(): Promise<State> {
  const isThere = await access(command).then(
    () => true,
    () => false,
  )
  if (!isThere) return 'missing'
  const installed = await readFile(stamp, 'utf8').catch(() => '')
  return installed === (await recipe(await python())) ? 'built' : 'outdated'
}

/**
 * Installs checkov into `.tools/checkov`, unless it is there. It takes no virtual environment, for which some systems
 * need one more package: pip puts all into one folder, and the launcher reads no other.
 */
export async function installCheckov(signal: AbortSignal): Promise<void> {
  if ((await checkovState()) === 'built') return say(checkov, 'already there')
  const interpreter = await python()
  const version = await checkovVersion()
  const start = `installing version ${version} for Python ${interpreter.version}, about 60 s (and 55 MB) the first time`
  await mkdir(places.work, { recursive: true })
  const folder = await mkdtemp(join(places.work, 'install-'))
  try {
    await withProgress(checkov, start, 'installing', async () => {
      await pipInstall(interpreter, join(folder, 'packages'), signal)
      await place(folder, interpreter)
      await checkVersion(version)
      await writeFile(stamp, await recipe(interpreter))
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function python(): Promise<Python> {
  const facts =
    'import json, sys, sysconfig; print(json.dumps([sys.executable, list(sys.version_info[:3]), \
sysconfig.get_platform()]))'
  const how = 'Install it (Debian, Ubuntu: apt install python3 python3-pip; macOS: brew install python).'
  try {
    const { stdout } = await run('python3', ['-I', '-c', facts])
    const [executable, [major, minor, patch], platform] = JSON.parse(stdout) as [string, number[], string]
    const version = `${major}.${minor}.${patch}`
    if (major === required.major && Number(minor) >= required.minor) return { executable, version, platform }
    throw new Failure(`checkov needs Python 3.10 or newer, but python3 is ${version}. ${how}`)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(`checkov needs Python 3.10 or newer, but python3 does not run. ${how}\n${String(error)}`)
  }
}

async function pipInstall({ executable }: Python, target: string, signal: AbortSignal): Promise<void> {
  const flags = [
    ...['--quiet', '--disable-pip-version-check', '--no-user', '--target', target],
    // What is not in the list, or has another content, is refused; and nothing is built, which would run foreign code.
    ...['--no-deps', '--require-hashes', '--only-binary=:all:'],
  ]
  try {
    await run(executable, ['-m', 'pip', 'install', ...flags, '--requirement', join(source, 'requirements.txt')], {
      signal,
      killSignal: 'SIGINT',
    })
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    const said = (error as { stderr?: string }).stderr?.trim() || String(error)
    throw new Failure(`checkov could not be installed:\n  ${said.split('\n').slice(-shownLines).join('\n  ')}`)
  }
}

/** The stamp goes first and comes last: an interruption in between leaves what counts as outdated. */
async function place(folder: string, { executable }: Python): Promise<void> {
  const script = join(folder, checkov)
  await mkdir(places.bin, { recursive: true })
  await mkdir(places.stamps, { recursive: true })
  await writeFile(script, launchScript(executable), { mode: 0o755 })
  await rm(stamp, { force: true })
  await rm(packages, { recursive: true, force: true })
  await rename(join(folder, 'packages'), packages)
  await rename(script, command)
}

const launchScript = (executable: string): string => `#!/bin/sh
exec '${executable.replaceAll("'", "'\\''")}' -I -S "$(dirname "$0")/../../tools/checkov/launch.py" "$@"
`

async function checkVersion(version: string): Promise<void> {
  const reported = await run(command, ['--version']).then(
    ({ stdout }) => stdout.trim(),
    (error: { stderr?: string }) => error.stderr?.trim() || String(error),
  )
  if (reported !== version)
    throw new Failure(`checkov ${version} was installed, but "checkov --version" says:\n${reported}`)
}

/** Everything that decides what an installation yields, as text. */
async function recipe(interpreter: Python): Promise<string> {
  const digest = createHash('sha256')
    .update(await read('requirements.txt'))
    .digest('hex')
  return `${JSON.stringify({ requirements: digest, python: interpreter }, null, 2)}\n`
}

const read = (file: string): Promise<string> => readFile(join(source, file), 'utf8')
