import { describe, expect, it } from 'vitest'
import { platformSchema } from '../../src/cli/project.js'
import { compileChart, type PlainMap, renderChart } from '../../src/helm/index.js'
import { type ListedSecret, secretsChart } from '../../src/platform/secrets.js'
import { inputs } from './inputs.js'
import { nameOf, ofKind, podsIn } from './kubernetes.js'
import { type Rendering, renderRelease } from './release.js'
import { secretsUnder } from './user-provided.js'

const chart = compileChart(secretsChart, platformSchema())

/** What `slipway secrets` says must exist. */
const listed = (overrides: PlainMap): readonly ListedSecret[] =>
  renderChart(chart, { releaseName: 'shop', namespace: 'team-1', overrides }).objects.flatMap(
    ({ object }) => (object as { secrets?: readonly ListedSecret[] }).secrets ?? [],
  )

/** Secrets of other people's making: certificates of the edge, logins of registries, what users mount themselves. */
const foreign = ['tlsSecret', 'pullSecrets', 'secretName']

/** Secrets that pods mount and the chart does not make, with the entries that are named. */
const mounted = ({ objects, release }: Rendering) => {
  const made = ofKind(objects, 'Secret').map(nameOf)
  const others = secretsUnder(foreign, release.values)
  return podsIn(objects)
    .flatMap(({ spec }) => spec.volumes ?? [])
    .flatMap(({ secret }) => (secret === undefined ? [] : secret))
    .map(({ secretName = '', items = [] }) => ({ name: secretName, keys: items.map(({ key }) => key) }))
    .filter(({ name }) => !made.includes(name) && !others.has(name))
}

/** Where the list and the pods disagree. */
const disagreements = (list: readonly ListedSecret[], rendering: Rendering): readonly string[] => {
  const keysOf = (name: string) =>
    list.filter((secret) => secret.name === name).flatMap(({ entries }) => entries.map(({ key }) => key))
  const needed = mounted(rendering)
  return [
    ...needed.filter(({ name }) => keysOf(name).length === 0).map(({ name }) => `${name} is not in the list`),
    ...needed.flatMap(({ name, keys }) =>
      keys.filter((key) => !keysOf(name).includes(key)).map((key) => `${name} has no ${key}`),
    ),
    ...list.filter(({ name }) => !needed.some((one) => one.name === name)).map(({ name }) => `no pod mounts ${name}`),
  ]
}

describe('the Secrets that must exist are those that pods mount', () => {
  it.each(Object.entries(inputs))('with %s', async (_name, overrides) => {
    expect(disagreements(listed(overrides), await renderRelease(overrides))).toEqual([])
  })

  it('and a list that differs is noticed', async () => {
    const [list, rendering] = [listed({}), await renderRelease({})]
    const [first, ...others] = list as [ListedSecret]
    expect(disagreements(others, rendering)).toContain(`${first.name} is not in the list`)
    expect(disagreements([...list, { ...first, name: 'spare' }], rendering)).toEqual(['no pod mounts spare'])
    const shortened = { ...first, entries: first.entries.filter(({ key }) => key !== 'app') }
    expect(disagreements([shortened, ...others], rendering)).toContain(`${first.name} has no app`)
  })
})
