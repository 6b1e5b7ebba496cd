import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readState, type State, writeState } from '../../../src/cli/local/cluster/state.js'
import { placesIn } from '../../../src/cli/local/machine/places.js'

const folder = mkdtempSync(join(tmpdir(), 'slipway-state-'))
afterAll(() => rmSync(folder, { recursive: true }))

const state: State = { cluster: 'existing', access: { context: 'sandbox' }, namespace: 'trial', ports: { api: 18000 } }

describe('the state file', () => {
  it('holds what was written, for people too', () => {
    const file = join(folder, 'deep/state.json')
    writeState(state, file)
    expect(readState(file)).toMatchObject(state)
    expect(readFileSync(file, 'utf8')).toMatch(/"about": "Written by/)
    expect(readdirSync(join(folder, 'deep'))).toEqual(['state.json'])
  })

  it('need not be there', () => {
    expect(readState(join(folder, 'none.json'))).toBeUndefined()
  })

  it.each(['{"cluster": ', '{}', '[]', 'null'])('that was edited into %s is refused with a way out', (text) => {
    const file = join(folder, 'edited.json')
    writeFileSync(file, text)
    expect(() => readState(file)).toThrow(/edited\.json cannot be understood. Remove it, .*slipway down --context NAME/)
  })
})

describe('the places', () => {
  it.each([
    [{ SLIPWAY_CACHE: '/one' }, '/one/local'],
    [{ XDG_CACHE_HOME: '/two' }, '/two/slipway/local'],
    [{ SLIPWAY_CACHE: '', XDG_CACHE_HOME: '/two' }, '/two/slipway/local'],
  ])('with %j are in %s', (environment, local) => {
    expect(placesIn(environment).local).toBe(local)
    expect(placesIn(environment).state).toBe(`${local}/state.json`)
  })

  it('are in the home folder otherwise', () => {
    expect(placesIn({}).builtInKubeconfig).toMatch(/\/\.cache\/slipway\/cluster\/kubeconfig$/)
  })
})
