import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { projectFolder } from '../../../src/cli/project.js'
import { places } from '../../cluster/places.js'
import { programPath } from '../../cluster/programs.js'
import { run } from '../../cluster/shell.js'
import { until } from '../../cluster/wait.js'

export const helmVersions = ['3.21.4', '4.3.1'] as const
export type HelmVersion = (typeof helmVersions)[number]
export const newestHelm: HelmVersion = '4.3.1'

/** Programs find the cluster as those of a user do. */
const env: NodeJS.ProcessEnv = {
  PATH: `${dirname(programPath('kubectl'))}:${process.env.PATH}`,
  HOME: process.env.HOME ?? '/',
  KUBECONFIG: places.kubeconfig,
}
const here = { cwd: projectFolder, env }

const helmPath = (version: HelmVersion) => join(projectFolder, `.tools/bin/helm-${version}`)

/** Runs Helm, and returns what it prints. */
export const helm = (version: HelmVersion, ...args: readonly string[]): Promise<string> =>
  run(helmPath(version), args, here)

/** Runs kubectl, and returns what it prints. */
export const kubectl = (args: readonly string[], input?: string): Promise<string> =>
  run('kubectl', args, { ...here, ...(input !== undefined && { input }) })

/** The `slipway` command of this checkout. */
export const slipway = (...args: readonly string[]): Promise<string> =>
  run(process.execPath, [join(projectFolder, 'bin/slipway.js'), ...args], here)

/** Runs a command as a page of instructions has it, with one of the Helms under its usual name. */
export const asWritten = (command: string, version: HelmVersion): Promise<string> =>
  run('sh', ['-euc', `helm() { ${helmPath(version)} "$@"; }; ${command}`], here)

/** Calls `use` with the address of a `kubectl port-forward` while it runs. The port here is a free one. */
export async function whileForwarding<T>(command: string, use: (address: string) => Promise<T>): Promise<T> {
  const [program = '', ...args] = command.split(/\s+/)
  const anyPort = args.map((arg) => (/^\d+$/.test(arg) ? `:${arg}` : arg))
  const child = spawn(program, anyPort, { ...here, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  try {
    const address = await until(
      `\`${command}\` forwards`,
      20,
      () => /127\.0\.0\.1:\d+/.exec(output)?.[0],
      () => `  ${output}`,
    )
    return await use(`http://${address}`)
  } finally {
    child.kill()
  }
}
