import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { mergeValues, type PlainMap, type RenderedObject, type Rendering, renderChart } from '../../src/helm/index.js'
import { differences } from '../../src/helm/testing/index.js'
import { helmEngine } from '../support/helm-engines.js'
import { helmBinary, newestHelm, testedHelmVersions } from '../support/render-with-helm.js'
import { writeChart } from '../support/write-chart.js'
import { attacks } from './attacks.js'
import { bases } from './bases.js'
import { found, markers, substituted } from './substitution.js'
import { chart, groups, settings, type Target, targets } from './targets.js'

const run = promisify(execFile)

/**
 * The schema has spoken already when Helm renders here (test/differential shows that Helm's speaks alike), and without it
 * Helm is four times as fast.
 */
const folder = writeChart(chart)
rmSync(join(folder, 'values.schema.json'))
afterAll(() => rmSync(folder, { recursive: true }))

const takenCount = targets.flatMap((target) => target.taken).length

it('attacks every text position of the values', () => {
  expect(targets.length).toBeGreaterThan(300)
  expect(targets.map(({ position }) => position.path)).toEqual(
    expect.arrayContaining([
      'api.env.#',
      'api.env.*',
      'edge.uiHost',
      'global.image.pullSecrets.[]',
      'cache.passwords.*',
    ]),
  )
  expect(attacks.length).toBeGreaterThan(100)
  const total = targets.length * attacks.length
  console.log(
    `${targets.length} positions x ${attacks.length} attacks = ${total}: ${total - takenCount} refused, ${takenCount} taken as text`,
  )
  expect(takenCount).toBeGreaterThan(5000)
})

it('follows every text that takes attacks into an object', () => {
  const unseen = targets
    .filter(({ isFree, taken }) => !isFree && taken.length > 10)
    .map(({ position }) => position.path)
  // The names of tolerations and networks only keep them apart.
  expect(unseen.filter((path) => !/\.(tolerations|cidrs)\.#$/.test(path))).toEqual([])
})

it('is refused with a sentence that names the key or the rule', () => {
  for (const { position, reasons } of targets) {
    const key = position.path.replace(/\.[#*[\]].*$/, '')
    for (const reason of reasons) expect(`${reason} `).toMatch(new RegExp(`(^|\\n)(${key}|values|[a-zA-Z.]+)[.:]`))
  }
})

type Group = readonly Target[]

/** The values of a group: the text where a target is attacked, and where it is not a text of its own if it takes any. */
const valuesOf = (group: Group, attacked: Group, text: string): PlainMap =>
  group.reduce((values, target, index) => {
    if (attacked.includes(target)) return mergeValues(values, target.position.place(text))
    return target.isFree ? mergeValues(values, target.position.place(markers[index] as string)) : values
  }, group[0]?.base ?? {})

interface Attack {
  readonly text: string
  readonly attacked: Group
  readonly overrides: PlainMap
  readonly own: Rendering
}

/** What is taken at each place alone may break a rule together: then in two halves. */
const attacksOn = (group: Group, attacked: Group, text: string): readonly Attack[] => {
  const overrides = valuesOf(group, attacked, text)
  const own = renderChart(chart, { ...settings, overrides })
  if (own.problems.length === 0 || attacked.length === 1) return [{ text, attacked, overrides, own }]
  const middle = attacked.length >> 1
  return [attacked.slice(0, middle), attacked.slice(middle)].flatMap((half) => attacksOn(group, half, text))
}

const titleOf = (group: Group): string => group.map(({ position }) => position.path).join(', ')

describe(`Helm ${newestHelm}`, () => {
  const engine = helmEngine(newestHelm)
  const render = (overrides: PlainMap) => engine.render({ ...settings, chart: folder, values: [overrides] })
  let written = 0

  it.each(groups.map((group) => [titleOf(group), group] as const))(
    'writes what it takes into its field, and changes no other: %s',
    async (_title, group) => {
      const texts = [...new Set(group.flatMap(({ taken }) => taken))]
      const harmless = objectsOf(await render(valuesOf(group, [], '')))
      for (const text of texts) {
        const taking = group.filter(({ taken }) => taken.includes(text))
        for (const { attacked, overrides, own } of attacksOn(group, taking, text)) {
          const { objects, error } = await render(overrides)
          const title = `${text.slice(0, 80)} at ${titleOf(attacked)}`
          expect(error, title).toBe('')
          expect(differences({ ...own, notes: '' }, { objects, notes: '', error }), title).toEqual([])
          if (group[0]?.isFree) {
            const replaced = attacked.map((target) => markers[group.indexOf(target)] as string)
            expect(found(objects), title).toEqual(substituted(harmless, replaced, text))
          }
          written += attacked.length
        }
      }
    },
  )

  it('and so every attack that is taken', () => {
    expect(written).toBe(takenCount)
  })
})

const objectsOf = ({ objects, error }: { objects: readonly RenderedObject[]; error: string }) => {
  expect(error).toBe('')
  return objects
}

describe.each(testedHelmVersions)('Helm %s', (version) => {
  const engine = helmEngine(version)

  it.each(attacks.map((attack) => [attack.slice(0, 40), attack]))(
    'takes %j at all its positions at once as the evaluator does',
    async (_name, attack) => {
      for (const base of bases) {
        const places = targets.filter((target) => target.base === base && target.taken.includes(attack))
        const overrides = valuesOf(places, places, attack)
        const own = renderChart(chart, { ...settings, overrides, helm: version.replace(/\.\d+$/, '') as '4.3' })
        expect(differences(own, await engine.render({ ...settings, chart: folder, values: [overrides] }))).toEqual([])
      }
    },
  )

  it('refuses bytes that are no UTF-8, in a values file and from the command line', async () => {
    const values = mkdtempSync(join(tmpdir(), 'invalid-utf8-'))
    try {
      const file = join(values, 'values.yaml')
      writeFileSync(file, Buffer.from([...Buffer.from('api: {env: {A: "x'), 0xff, ...Buffer.from('"}}\n')]))
      const template = `${helmBinary(version)} template shop ${join(projectFolder, 'chart')}`
      const shell = (command: string) =>
        run('bash', ['-c', command]).then(
          () => '',
          (error: { stderr: string }) => error.stderr,
        )
      expect(await shell(`${template} -f ${file}`)).toMatch(/UTF-8|control characters/i)
      expect(await shell(`${template} --set-string api.env.A=$'x\\xff'`)).toContain('values: hold')
    } finally {
      rmSync(values, { recursive: true })
    }
  })
})
