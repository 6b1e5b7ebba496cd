import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { Failure } from '../../tools/failure.js'

export interface RunOptions {
  readonly input?: string
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Called with each line of standard error. */
  readonly onErrorLine?: (line: string) => void
}

/** What the programs of the cluster need of the environment. Not the settings of proxies: nothing leaves this machine. */
export const environment: NodeJS.ProcessEnv = {
  PATH: `${process.env.PATH}:/usr/sbin:/sbin`,
  HOME: process.env.HOME ?? '/',
  TMPDIR: tmpdir(),
}

const shownLines = 15

/** Runs a program to its end and returns what it prints. Throws a Failure with its last words. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { input, cwd, env = environment, onErrorLine } = options
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, ...(cwd !== undefined && { cwd }) })
    let output = ''
    const errors: string[] = []
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    createInterface(child.stderr).on('line', (line) => {
      onErrorLine?.(line)
      errors.push(line)
      if (errors.length > shownLines) errors.shift()
    })
    child.on('error', (error) => reject(new Failure(`${program} cannot be run: ${error.message}`)))
    child.on('close', (code) => {
      if (code === 0) return resolve(output)
      const lastWords = errors.length > 0 ? errors : output.trim().split('\n').slice(-shownLines)
      reject(new Failure([`${[program, ...args].join(' ')} ended with exit code ${code}`, ...lastWords].join('\n  ')))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
