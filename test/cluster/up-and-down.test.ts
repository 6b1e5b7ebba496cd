import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addressesWith } from '../../src/cli/local/forward/addresses.js'
import { isClusterUp, runningMachines } from './cluster.js'
import { kubectl } from './control-plane.js'
import { differences, type MachineState, machineState } from './machine-state.js'

const slipway = (...args: readonly string[]): string =>
  execFileSync('npx', ['slipway', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

const cluster = (...args: readonly string[]): void => {
  execFileSync('npx', ['tsx', 'test/cluster/main.ts', ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
}

let before: MachineState

// What other programs of this machine write to /tmp meanwhile is not ours.
const temporary = mkdtempSync(join(tmpdir(), 'up-and-down-'))
process.env.TMPDIR = temporary
afterAll(() => rmSync(temporary, { recursive: true }))

beforeAll(async () => {
  if (isClusterUp()) throw new Error('a cluster is up, and this test would remove it: make down')
  // Packages of the distribution and Docker's images are meant to stay.
  cluster('build')
  before = await machineState()
}, 1_800_000)

describe('a cluster that has lost its power', () => {
  afterAll(() => cluster('down'))

  it('is begun anew', async () => {
    cluster('up', '--nodes', '2', '--no-stand-ins')
    await Promise.all(runningMachines().map((machine) => machine.kill()))
    cluster('up', '--no-stand-ins')
    expect(await kubectl('get', 'nodes', '--output=name')).toBe('node/node1\n')
  })
})

// What somebody does who comes to the project, in that order.
describe('up, status, logs and down, with the built-in cluster', () => {
  afterAll(() => slipway('down'))

  it('up installs the chart and prints addresses that answer', async () => {
    const output = slipway('up', '--cluster', 'built-in')
    for (const { url, health } of addressesWith({})) {
      expect(output).toContain(url)
      expect((await fetch(`${url}${health}`)).status).toBe(200)
    }
  })

  it('up once more leaves everything as it is', () => {
    expect(slipway('up')).toContain('slipway is up')
  })

  it('status finds nothing wrong', () => {
    expect(slipway('status')).toContain('api')
  })

  it('logs are those of a component', () => {
    expect(slipway('logs', 'api', '--tail', '0')).toContain('"message": "model loaded"')
  })

  it('down leaves nothing on the machine', async () => {
    expect(differences(before, await machineState())).not.toEqual([])
    slipway('down')
    // The kernel takes a moment to end the last processes of a namespace, and their control groups.
    await vi.waitFor(async () => expect(differences(before, await machineState())).toEqual([]), {
      timeout: 20_000,
      interval: 500,
    })
  })
})
