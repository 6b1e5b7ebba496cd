import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectFolder } from '../../src/cli/project.js'

const run = promisify(execFile)

export interface ToolResult {
  readonly exitCode: number
  /** All that the tool said. */
  readonly output: string
}

/** Most tools are of Go: with rarer collections of garbage they need a quarter less time. */
const environment: NodeJS.ProcessEnv = { GOGC: '400', ...process.env }

export interface ToolSurroundings {
  /** The project's folder when absent. */
  readonly cwd?: string
  /** The variables of this process when absent. */
  readonly env?: NodeJS.ProcessEnv
}

/** Runs a tool of `.tools/bin`; a tool that reports a fault is a result, not an exception. */
export const runTool = async (
  name: string,
  args: readonly string[],
  { cwd = projectFolder, env = environment }: ToolSurroundings = {},
): Promise<ToolResult> => {
  try {
    const command = join(projectFolder, '.tools/bin', name)
    const { stdout, stderr } = await run(command, args, { cwd, env, maxBuffer: 1 << 28 })
    return { exitCode: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string }
    if (typeof code !== 'number') throw error
    return { exitCode: code, output: `${stdout}${stderr}` }
  }
}
