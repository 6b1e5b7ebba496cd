import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compilePlatform, projectFolder } from '../../src/cli/project.js'
import { InvalidValuesError, renderChart } from '../../src/helm/index.js'
import { type InvalidValues, invalidValues } from '../../src/helm/testing/index.js'
import { helmEngine } from '../support/helm-engines.js'
import { testedHelmVersions } from '../support/render-with-helm.js'

const chart = compilePlatform()
const folder = join(projectFolder, 'chart')
const broken = invalidValues(chart.schema)

const violationsOf = ({ overrides }: InvalidValues, helm: '3.21' | '4.3'): readonly string[] => {
  try {
    renderChart(chart, { overrides, helm })
    return []
  } catch (error) {
    if (error instanceof InvalidValuesError) return error.violations
    throw error
  }
}

it('breaks every kind of rule', () => {
  const count = (rule: InvalidValues['rule']) => broken.filter((found) => found.rule === rule).length
  console.log(`${broken.length} ways to break the schema`)
  for (const rule of ['type', 'minimum', 'maximum', 'enum', 'pattern', 'unknown key', 'missing key'] as const) {
    expect(count(rule), rule).toBeGreaterThan(5)
  }
})

it('Ajv names the key of every broken rule', () => {
  const silent = broken.filter(
    (found) => !violationsOf(found, '4.3').some((sentence) => sentence.startsWith(`${found.key}:`)),
  )
  expect(silent).toEqual([])
})

/** Helm writes `at '/api/replicas': …`, and names unknown and missing keys, in quotes, behind the object that they belong to. */
const names = (error: string, key: string): boolean => {
  const path = key.split('.')
  const at = (parts: readonly string[]) => `at '${parts.map((part) => `/${part}`).join('')}':`
  return error
    .split('\n')
    .some(
      (line) => line.includes(at(path)) || (line.includes(at(path.slice(0, -1))) && line.includes(`'${path.at(-1)}'`)),
    )
}

const within = (one: string, other: string): boolean => `${one}.`.startsWith(`${other}.`)

/** Helm names all broken rules at once, but none below a broken object: groups without such pairs, for few renderings. */
const groups = broken.reduce<InvalidValues[][]>((found, next) => {
  const group = found.find((members) => !members.some(({ key }) => within(key, next.key) || within(next.key, key)))
  if (group === undefined) found.push([next])
  else group.push(next)
  return found
}, [])

describe.each(testedHelmVersions)('Helm %s', (version) => {
  const engine = helmEngine(version)

  it('names the key of every broken rule', async () => {
    const silent: unknown[] = []
    for (const group of groups) {
      const { error } = await engine.render({ chart: folder, values: group.map(({ overrides }) => overrides) })
      silent.push(...group.filter(({ key }) => !names(error, key)).map((found) => ({ ...found, error })))
    }
    expect(silent).toEqual([])
  })

  it('names no key that is well', async () => {
    const { error } = await engine.render({ chart: folder, values: [{ api: { logLevel: 'no-such-level' } }] })
    const named = broken.map(({ key }) => key).filter((key) => names(error, key))
    expect([...new Set(named)]).toEqual(['api.logLevel'])
  })
})
