import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { isRunning, recordOf } from '../../cluster/process-record.js'

it('tells a process from a later one with the same number', () => {
  const record = recordOf(process.pid)
  expect(isRunning(record)).toBe(true)
  expect(isRunning({ ...record, started: '1' })).toBe(false)
})

it('knows that a process has ended', async () => {
  const child = spawn('sleep', ['60'])
  const record = recordOf(child.pid ?? 0)
  expect(isRunning(record)).toBe(true)
  child.kill()
  await once(child, 'exit')
  expect(isRunning(record)).toBe(false)
})
