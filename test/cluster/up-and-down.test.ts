import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressesWith } from '../../src/cli/local/addresses.js'
import { isClusterUp } from './cluster.js'
import { differences, type MachineState, machineState } from './machine-state.js'

const slipway = (...args: readonly string[]): string =>
  execFileSync('npx', ['slipway', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

// What somebody does who comes to the project, in that order.
describe('up, status, logs and down, with the built-in cluster', () => {
  let before: MachineState

  beforeAll(async () => {
    if (isClusterUp()) throw new Error('a cluster is up, and this test would remove it: make down')
    // Packages of the distribution and Docker's images are meant to stay.
    execFileSync('npx', ['tsx', 'test/cluster/main.ts', 'build'], { stdio: ['ignore', 'inherit', 'inherit'] })
    before = await machineState()
  }, 1_800_000)
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
    expect(differences(before, await machineState())).toEqual([])
  })
})
