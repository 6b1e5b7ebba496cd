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

/** Runs a tool of `.tools/bin` in the project's folder; a tool that reports a fault is a result, not an exception. */
export const runTool = async (name: string, args: readonly string[]): Promise<ToolResult> => {
  const options = { cwd: projectFolder, maxBuffer: 1 << 28 }
  try {
    const { stdout, stderr } = await run(join(projectFolder, '.tools/bin', name), args, options)
    return { exitCode: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string }
    if (typeof code !== 'number') throw error
    return { exitCode: code, output: `${stdout}${stderr}` }
  }
}
