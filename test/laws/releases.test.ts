import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PlainMap } from '../../src/helm/index.js'
import { type Fault, withFault } from '../support/broken-chart.js'
import { type HelmInput, renderWithHelm } from '../support/render-with-helm.js'
import { inputs } from './inputs.js'
import { type KubernetesObject, titleOf } from './kubernetes.js'
import { laws } from './laws.js'
import { type ReleaseOptions, type Rendering, renderRelease } from './release.js'

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

const fullTitleOf = (object: KubernetesObject): string =>
  `${titleOf(object)} in ${object.metadata?.namespace ?? 'the cluster'}`

/** The objects that two releases both make, with a fault that is put into the chart before. */
const inCommon = async (first: ReleaseOptions, second: ReleaseOptions, fault?: Fault): Promise<readonly string[]> => {
  const titlesOf = async (options: ReleaseOptions) => (await renderRelease({}, options)).objects.map(fullTitleOf)
  const both = async (chart: Pick<ReleaseOptions, 'chart'>) => {
    const others = await titlesOf({ ...second, ...chart })
    return (await titlesOf({ ...first, ...chart })).filter((title) => others.includes(title))
  }
  return fault === undefined ? both({}) : withFault(fault, (folder) => both({ chart: join(folder, 'chart') }))
}

describe('two releases have no object in common', () => {
  const [longestA, longestB] = [`${longest.slice(1)}a`, `${longest.slice(1)}b`] as const
  const pairs: readonly (readonly [string, string])[] = [
    [longestA, longestB],
    ['shop', 'shop-2'],
    ['api', 'ui'],
    ['slipway', 'slipway-ui'],
  ]

  it.each(pairs)('%s and %s in one namespace', async (first, second) => {
    expect(await inCommon({ name: first }, { name: second })).toEqual([])
  })

  it('but a fixed name would be', async () => {
    const fault = {
      file: 'templates/api/service.yaml',
      replace: '{{ include "slipway.fullname" . }}-api',
      by: 'api',
    }
    expect(await inCommon({ name: 'shop' }, { name: 'shop-2' }, fault)).toEqual(['Service/api in team-1'])
  })

  it('but a long name without its hash would be', async () => {
    const fault = { file: 'templates/_names.tpl', replace: '($name | sha256sum | trunc 8)', by: '"x"' }
    expect(await inCommon({ name: longestA }, { name: longestB }, fault)).toContain(
      `Service/${'x'.repeat(31)}-x-api in team-1`,
    )
  })

  const [here, there] = [{ namespace: 'a' }, { namespace: 'b' }]

  it('of one name in two namespaces, where objects are cluster-wide', async () => {
    expect(await inCommon(here, there)).toEqual([])
  })

  it('but a cluster-wide name without its namespace would be', async () => {
    const fault = { file: 'templates/policies/priority-class.yaml', replace: '.Release.Namespace', by: '"slipway"' }
    expect(await inCommon(here, there, fault)).toEqual(['PriorityClass/slipway.shop-slipway-1000000 in the cluster'])
  })
})

describe('rendering twice gives the same', () => {
  const install: HelmInput = {}
  const upgrade: HelmInput = { isUpgrade: true }
  const changed = async (first: HelmInput, second: HelmInput): Promise<readonly string[]> => {
    const [before, after] = [await renderWithHelm(first), await renderWithHelm(second)]
    expect([before.error, after.error]).toEqual(['', ''])
    expect(after.objects).toHaveLength(before.objects.length)
    return before.objects
      .filter(({ object }, index) => !isDeepStrictEqual(object, after.objects[index]?.object))
      .map(({ template }) => template)
  }

  it.each(Object.entries(inputs))('%s', async (_name, overrides) => {
    expect(await changed({ overrides }, { overrides })).toEqual([])
  })

  it('whether it is an installation or an upgrade, which Argo CD does not tell', async () => {
    expect(await changed(install, upgrade)).toEqual([])
  })

  const faultOf = (text: string): Fault => ({
    file: 'templates/policies/priority-class.yaml',
    replace: '"Serving pods of the prediction platform."',
    by: text,
  })

  it('but not with a random text', async () => {
    const fault = faultOf('{{ randAlphaNum 32 | quote }}')
    const found = await withFault(fault, (folder) => {
      const chart = join(folder, 'chart')
      return changed({ chart }, { chart })
    })
    expect(found).toEqual(['policies/priority-class'])
  })

  it('but not with a text of the first installation', async () => {
    const fault = faultOf('{{ ternary "Installed." "Upgraded." .Release.IsInstall | quote }}')
    const found = await withFault(fault, (folder) => {
      const chart = join(folder, 'chart')
      return changed({ ...install, chart }, { ...upgrade, chart })
    })
    expect(found).toEqual(['policies/priority-class'])
  })
})

it('takes every image from the global registry', async () => {
  const registry = 'mirror.example.com/x'
  const { objects, release } = await renderRelease({ global: { image: { registry } } })
  expect(JSON.stringify(objects)).toContain(`"image":"${registry}/`)
  expect(laws.imagesComeFromTheGlobalRegistry?.(objects, release)).toEqual([])
})
