import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { ask, findProgram, lastLines, ProgramFailed, run } from '../../../src/cli/local/machine/programs.js'
import { projectFolder } from '../../../src/cli/project.js'

const folder = mkdtempSync(join(tmpdir(), 'slipway-programs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const never = new AbortController().signal

describe('a question', () => {
  it('is answered', async () => {
    expect(await ask('sh', ['-c', 'cat; echo noise >&2'], { input: 'text' })).toEqual({
      isSuccess: true,
      output: 'text',
      complaint: '',
    })
  })

  it.each([
    ['an error', 'sh', ['-c', 'echo why >&2; exit 3'], 'why'],
    ['a silent error', 'sh', ['-c', 'exit 3'], 'ended with code 3'],
    ['no program', join(folder, 'nothing'), [], 'ENOENT'],
  ])('with %s says why', async (_what, program, args, complaint) => {
    const answered = await ask(program, args)
    expect(answered.isSuccess).toBe(false)
    expect(answered.complaint).toContain(complaint)
  })

  it('is not waited for too long', async () => {
    expect((await ask('sleep', ['30'], { timeoutSeconds: 0.2 })).complaint).toBe('no answer in 0.2 s')
  })
})

describe('a run', () => {
  it('writes its output to a file, and tells its newest line', async () => {
    const file = join(folder, 'deep/run.log')
    const tell = vi.fn()
    await run('sh', ['-c', 'echo first; sleep 1.3; cat >&2'], { signal: never, log: { file, tell }, input: 'last' })
    expect(readFileSync(file, 'utf8')).toBe('first\nlast')
    expect(tell).toHaveBeenCalledWith('first', 'quiet')
  })

  it('that fails shows its last lines', async () => {
    const log = { file: join(folder, 'failed.log'), tell: () => {} }
    const failure = await run('sh', ['-c', 'seq 99; exit 1'], { signal: never, log }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ProgramFailed)
    expect((failure as Error).message.split('\n')).toHaveLength(15)
    expect((failure as Error).message).toMatch(/\n99$/)
  })

  it('is interrupted with everything that it started, and its end is waited for', async () => {
    const file = join(folder, 'ended')
    const controller = new AbortController()
    // The inner shell is the one that writes the file.
    const inner = `trap 'sleep 0.3; touch ${file}; exit' INT; while :; do sleep 0.1; done`
    const log = { file: join(folder, 'interrupted.log'), tell: () => {} }
    const running = run('sh', ['-c', `sh -c "${inner}"; :`], { signal: controller.signal, log })
    setTimeout(() => controller.abort(new Error('interrupted')), 500)
    await expect(running).rejects.toThrow('interrupted')
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), 3000)
  })
})

describe('Ctrl-C', () => {
  /** A program that works until it is interrupted. */
  const program = join(folder, 'work.mts')
  writeFileSync(
    program,
    `import { pause, untilInterrupted } from '${projectFolder}/src/cli/local/terminal/interrupt.ts'
    try {
      await untilInterrupted('down removes the rest.', async (signal) => {
        console.log('working')
        await pause(30_000, signal)
      })
    } catch (error) {
      console.log(error.name, error.message)
      process.exitCode = error.exitCode
    }`,
  )

  it('ends a command in order, and says what remains', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
    })
    await vi.waitFor(() => expect(output).toContain('working'), 20_000)
    child.kill('SIGINT')
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(output).toContain('UserError interrupted. down removes the rest.')
    expect(code).toBe(130)
  })
})

describe('helpers', () => {
  it('find a program in a folder before PATH', () => {
    const own = join(folder, 'sh')
    writeFileSync(own, '#!/bin/true\n', { mode: 0o755 })
    expect(findProgram('sh', folder)).toBe(own)
    expect(findProgram('sh')).toMatch(/\/sh$/)
    expect(findProgram('surely-no-such-program', folder)).toBeUndefined()
  })

  it('take the last lines of what a program wrote over and over', () => {
    expect(lastLines('10 %\r20 %\r\n\ndone\n', 2)).toBe('20 %\ndone')
  })
})
