import { beforeAll, describe, expect, it } from 'vitest'
import type { PlainMap } from '../../src/helm/index.js'
import { renderWithHelm } from '../support/render-with-helm.js'
import { inputs } from './inputs.js'
import { titleOf } from './kubernetes.js'
import { laws } from './laws.js'
import { type Rendering, renderRelease } from './release.js'

/** The longest name that Helm allows. */
const longest = 'x'.repeat(53)

const everything = inputs['everything optional on'] as PlainMap
describe('with a release name of 53 characters', () => {
  let rendering: Rendering

  beforeAll(async () => {
    rendering = await renderRelease(everything, { name: longest })
  })

  it.each(Object.entries(laws))('%s', (_name, law) => {
    expect(law(rendering.objects, rendering.release)).toEqual([])
  })
})

const titles = ({ objects }: Rendering) => new Set(objects.map(titleOf))

describe('two releases have no object in common', () => {
  const pairs: readonly (readonly [string, string])[] = [
    [`${longest.slice(1)}a`, `${longest.slice(1)}b`],
    ['shop', 'shop-2'],
    ['api', 'ui'],
    ['slipway', 'slipway-ui'],
  ]

  it.each(pairs)('%s and %s in one namespace', async (first, second) => {
    const renderings = [await renderRelease({}, { name: first }), await renderRelease({}, { name: second })] as const
    expect([...titles(renderings[0])].filter((title) => titles(renderings[1]).has(title))).toEqual([])
  })

  it('of one name in two namespaces, where objects are cluster-wide', async () => {
    const clusterWide = ({ objects }: Rendering) => objects.filter(({ metadata }) => metadata?.namespace === undefined)
    const first = clusterWide(await renderRelease({}, { namespace: 'a' })).map(titleOf)
    const second = clusterWide(await renderRelease({}, { namespace: 'b' })).map(titleOf)
    expect(first).not.toHaveLength(0)
    expect(first.filter((title) => second.includes(title))).toEqual([])
  })
})

describe('rendering twice gives the same', () => {
  it.each(Object.entries(inputs))('%s', async (_name, overrides) => {
    const [first, second] = [await renderWithHelm({ overrides }), await renderWithHelm({ overrides })]
    expect(first.objects).toEqual(second.objects)
  })

  it('whether it is an installation or an upgrade, which Argo CD does not tell', async () => {
    const [install, upgrade] = [await renderWithHelm(), await renderWithHelm({ flags: ['--is-upgrade'] })]
    expect(upgrade.objects).toEqual(install.objects)
  })
})

it('takes every image from the global registry', async () => {
  const registry = 'mirror.example.com/x'
  const { objects, release } = await renderRelease({ global: { image: { registry } } })
  expect(JSON.stringify(objects)).toContain(`"image":"${registry}/`)
  expect(laws.imagesComeFromTheGlobalRegistry?.(objects, release)).toEqual([])
})
