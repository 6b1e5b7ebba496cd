import { beforeAll, describe, expect, it } from 'vitest'
import { inputs } from './inputs.js'
import { laws } from './laws.js'
import { type Rendering, renderRelease } from './release.js'

const renderings = new Map<string, Rendering>()

// In one file, so that Helm renders each input once for all laws.
beforeAll(async () => {
  for (const [name, overrides] of Object.entries(inputs)) renderings.set(name, await renderRelease(overrides))
})

describe.each(Object.keys(inputs))('with %s', (input) => {
  it.each(Object.entries(laws))('%s', (_name, law) => {
    const { objects, release } = renderings.get(input) as Rendering
    expect(objects.length).toBeGreaterThan(10)
    expect(law(objects, release)).toEqual([])
  })
})
