import { spawnSync } from 'node:child_process'

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
}

export interface Finished {
  readonly milliseconds: number
  readonly stdout: string
}

/**
 * Runs a command as a process of its own, from its start to its end.
 *
 * @throws Error with all that it said when it fails: a failed run must not count as a fast one.
 */
export const runCommand = ({ program, args, cwd, env = process.env }: Command): Finished => {
  const started = performance.now()
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 })
  const milliseconds = performance.now() - started
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`)
  return { milliseconds, stdout }
}

/** What a command says first, or undefined where there is no such command. */
export const firstLineOf = (program: string, args: readonly string[]): string | undefined =>
  spawnSync(program, args, { encoding: 'utf8' }).stdout?.split('\n')[0]?.trim()
