import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, closeSync, constants, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Tell } from '../terminal/progress.js'

/** What a program answered. */
export interface Answered {
  readonly isSuccess: boolean
  readonly output: string
  /** The last lines of standard error, or why it could not run at all. */
  readonly complaint: string
}

export interface AskOptions {
  readonly timeoutSeconds?: number
  readonly input?: string
}

/** Asks a program something and waits for the answer. Ctrl-C does not reach it. */
export const ask = (program: string, args: readonly string[], options: AskOptions = {}): Promise<Answered> =>
  new Promise((resolve) => {
    const { timeoutSeconds, input } = options
    // A group of its own: Ctrl-C reaches slipway alone, which decides what may be interrupted.
    const child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
    const timer = timeoutSeconds === undefined ? undefined : setTimeout(() => child.kill(), 1000 * timeoutSeconds)
    const answer = (answered: Answered) => {
      clearTimeout(timer)
      resolve(answered)
    }
    const [output, errors] = [child.stdout, child.stderr].map((stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      return () => Buffer.concat(chunks).toString('utf8').trim()
    }) as [() => string, () => string]
    child.once('error', (error) => answer({ isSuccess: false, output: '', complaint: error.message }))
    child.once('close', (code, signal) => {
      const silence = signal === null ? `ended with code ${code}` : `no answer in ${timeoutSeconds} s`
      answer({ isSuccess: code === 0, output: output(), complaint: code === 0 ? '' : errors() || silence })
    })
    // A program that ends early does not read what it is given.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })

/** A program that works for a while ended with an error. */
export class ProgramFailed extends Error {}

export interface RunOptions {
  readonly signal: AbortSignal
  /** Its output goes here, and its newest line to `tell`; without a file it goes to standard error as it is. */
  readonly log?: { readonly file: string; readonly tell: Tell }
  readonly input?: string
}

/**
 * Runs a program to its end. Ctrl-C reaches it as SIGINT, and its end is waited for.
 *
 * @throws ProgramFailed with its last lines.
 */
export const run = async (program: string, args: readonly string[], options: RunOptions): Promise<void> => {
  const { log, signal, input } = options
  signal.throwIfAborted()
  if (log !== undefined) mkdirSync(dirname(log.file), { recursive: true })
  const file = log === undefined ? undefined : openSync(log.file, 'w')
  const output = file ?? process.stderr
  try {
    const child = spawn(program, args, {
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
    })
    child.stdin?.end(input)
    const code = await ended(child, signal, log)
    signal.throwIfAborted()
    if (code === 0) return
    throw new ProgramFailed(log === undefined ? '' : lastLines(readFileSync(log.file, 'utf8')))
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

const ended = (child: ChildProcess, signal: AbortSignal, log: RunOptions['log']): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const interrupt = () => {
      // The whole group: npx, make and scripts start programs of their own.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
    }
    signal.addEventListener('abort', interrupt, { once: true })
    const reading = log === undefined ? undefined : setInterval(() => tellNewest(log), 1000)
    const end = () => {
      clearInterval(reading)
      signal.removeEventListener('abort', interrupt)
    }
    child.once('error', (error) => {
      end()
      reject(error)
    })
    child.once('close', (code) => {
      end()
      resolve(code)
    })
  })

const tellNewest = ({ file, tell }: NonNullable<RunOptions['log']>): void => {
  const newest = lastLines(readFileSync(file, 'utf8'), 1)
  if (newest !== '') tell(newest.trim(), 'quiet')
}

/** The end of a program's output, without empty lines. */
export const lastLines = (text: string, count = 15): string =>
  text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .join('\n')

/** The first line of an answer, for a message of one line. */
export const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

/** The path of a program in one of the folders, else on PATH. */
export const findProgram = (name: string, ...folders: readonly string[]): string | undefined =>
  [...folders, ...(process.env.PATH ?? '').split(delimiter)]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable)

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
