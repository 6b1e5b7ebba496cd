import { execFile, spawn } from 'node:child_process'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { Failure } from '../failure.js'

const run = promisify(execFile)

/** The newest Go version that one of the pinned tools asks for, and the first that can fetch a newer one by itself. */
const required = { major: 1, minor: 26 }
const selfUpdating = { major: 1, minor: 21 }

const shownLines = 15

/** The environment for `go install`, free of the user's settings that would change or break a build. */
export type GoEnvironment = NodeJS.ProcessEnv

/** Checks that Go is there and new enough, and gives the environment to build in. */
export async function goEnvironment(): Promise<GoEnvironment> {
  const { GOVERSION = '', GOTOOLCHAIN = '', GOHOSTOS, GOHOSTARCH } = await goSettings()
  if (!isNewEnough(GOVERSION, GOTOOLCHAIN)) {
    const hint = GOTOOLCHAIN === 'local' ? ', or set GOTOOLCHAIN=auto to let Go 1.21 or newer fetch it' : ''
    throw new Failure(`Go ${required.major}.${required.minor} or newer is needed to build the tools, found \
"${GOVERSION}" (GOTOOLCHAIN=${GOTOOLCHAIN}). Install it from go.dev/dl${hint}.`)
  }
  return {
    ...process.env,
    // Values, not empty strings: an empty one would let settings of `go env -w` through.
    GOFLAGS: '-buildvcs=false',
    GOWORK: 'off',
    GO111MODULE: 'on',
    GOOS: GOHOSTOS,
    GOARCH: GOHOSTARCH,
    // As in the tools' own releases; it also saves the need for a C compiler.
    CGO_ENABLED: '0',
  }
}

async function goSettings(): Promise<Record<string, string | undefined>> {
  try {
    const { stdout } = await run('go', ['env', '-json', 'GOVERSION', 'GOTOOLCHAIN', 'GOHOSTOS', 'GOHOSTARCH'])
    return JSON.parse(stdout) as Record<string, string>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Failure(`"go env" failed, so the tools cannot be built: ${(error as Error).message}`)
    }
    throw new Failure(`Go is not installed, and the tools are built with it. Install Go \
${required.major}.${required.minor} or newer: from go.dev/dl, or "brew install go" on macOS.`)
  }
}

function isNewEnough(version: string, toolchain: string): boolean {
  const match = /go(\d+)\.(\d+)/.exec(version)
  if (match === null) return false
  const [major, minor] = [Number(match[1]), Number(match[2])]
  const least = /auto|path/.test(toolchain) ? selfUpdating : required
  return major > least.major || (major === least.major && minor >= least.minor)
}

/** Runs one `go install` into `folder` and gives the path of the binary. */
export async function goInstall(
  environment: GoEnvironment,
  args: readonly string[],
  command: string,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  // An interrupted Go leaves its temporary files behind; here they go away with the folder.
  const env = { ...environment, GOBIN: folder, GOTMPDIR: folder }
  const child = spawn('go', ['install', ...args], {
    cwd: folder,
    env,
    signal,
    // Unlike SIGTERM, this lets Go wait for the compilers that it has started.
    killSignal: 'SIGINT',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lines: string[] = []
  createInterface(child.stderr).on('line', (line) => {
    if (line.startsWith('go: downloading ')) return
    lines.push(line)
    if (lines.length > shownLines) lines.shift()
  })
  // Waits for the end even when interrupted, so that nothing writes to the folder while it is removed.
  const code = await new Promise<number | null>((resolve, reject) => {
    let failure: Error | undefined
    child.on('error', (error) => {
      failure = error
    })
    child.on('close', (exit) => (failure === undefined ? resolve(exit) : reject(failure)))
  })
  if (code !== 0) throw new Failure([`  go install ${args.map(quoted).join(' ')}`, ...lines].join('\n  '))
  return join(folder, basename(command))
}

const quoted = (argument: string): string => (/\s/.test(argument) ? `'${argument}'` : argument)
