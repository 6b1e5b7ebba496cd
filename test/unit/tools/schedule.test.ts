import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../../src/cli/project.js'
import { startable } from '../../../tools/tests/schedule.js'
import { parts, type Step } from '../../../tools/tests/steps.js'

const needs = (name: string, cores: number, ...alone: NonNullable<Step['alone']>) => ({ name, cores, alone })
const [small, other, third] = [needs('small', 1), needs('other', 1), needs('third', 1)]
const big = needs('big', 2)
const namesOf = (steps: readonly { readonly name: string }[]) => steps.map(({ name }) => name)

describe('steps start', () => {
  it('side by side while there are cores, in their order', () => {
    expect(namesOf(startable([small, other, third], [], 2))).toEqual(['small', 'other'])
    expect(namesOf(startable([other, third], [small], 2))).toEqual(['other'])
    expect(startable([third], [small, other], 2)).toEqual([])
  })

  it('before one that needs more than is left', () => {
    expect(namesOf(startable([big, other], [small], 2))).toEqual(['other'])
    expect(namesOf(startable([big, other], [], 2))).toEqual(['big'])
    expect(startable([small], [big], 2)).toEqual([])
  })

  it('alone when they need more cores than there are', () => {
    expect(namesOf(startable([big, small], [], 1))).toEqual(['big'])
  })

  it('one after the other when they want the same thing for themselves', () => {
    const [one, two] = [needs('one', 0.5, 'Docker'), needs('two', 0.5, 'Docker')]
    expect(namesOf(startable([one, two, small], [], 2))).toEqual(['one', 'small'])
    expect(startable([two], [one], 2)).toEqual([])
  })
})

describe('the budget of time in docs/testing.md', () => {
  const page = readFileSync(join(projectFolder, 'docs/testing.md'), 'utf8')
  const rows = [...page.matchAll(/^\| (\S+) \| (.+?) \| (\d+) \|$/gm)].map(([, ...row]) => row)
  const steps = Object.entries(parts).flatMap(([part, list]: [string, readonly Step[]]) =>
    list.map(({ name, seconds }) => [part, name, String(seconds)]),
  )

  it('has a row for every step, and no other', () => {
    expect(rows).toEqual(steps)
  })

  it.each([
    ['make test', ['chart', 'boot', 'apps'], 12 * 60],
    ['make test-fast', ['fast'], 90],
    ['.ci/run', ['chart', 'boot', 'apps', 'cluster'], 60 * 60],
  ] as const)('is kept by %s', (_command, names, most) => {
    const all = names.flatMap((name): readonly Step[] => parts[name])
    // Two cores, as long as no step waits for another.
    expect(all.reduce((sum, { cores, seconds }) => sum + (Math.min(cores, 2) * seconds) / 2, 0)).toBeLessThanOrEqual(
      most,
    )
  })
})
