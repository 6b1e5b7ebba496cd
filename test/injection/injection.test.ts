import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { mergeValues, type PlainMap, type RenderedObject, renderChart } from '../../src/helm/index.js'
import { differences } from '../../src/helm/testing/index.js'
import { helmEngine } from '../support/helm-engines.js'
import { helmBinary, helmVersions, newestHelm } from '../support/render-with-helm.js'
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
  const taken = targets.flatMap((target) => target.taken).length
  const total = targets.length * attacks.length
  console.log(
    `${targets.length} positions x ${attacks.length} attacks = ${total}: ${total - taken} refused, ${taken} taken as text`,
  )
  expect(taken).toBeGreaterThan(1000)
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

/** The values of a group, each with a text at its own place. */
const withTexts = (members: readonly Target[], textFor: (index: number) => string) =>
  members.reduce(
    (values, { position }, index) => mergeValues(values, position.place(textFor(index))),
    members[0]?.base ?? {},
  )

describe(`Helm ${newestHelm}`, () => {
  const engine = helmEngine(newestHelm)
  const render = (overrides: PlainMap) => engine.render({ ...settings, chart: folder, values: [overrides] })

  it.each([...groups])('writes what it takes at %s into its field, and changes no other', async (_place, group) => {
    const texts = [...new Set(group.flatMap(({ taken }) => taken))]
    const cases = texts.map((text) => {
      const members = group.filter(({ taken }) => taken.includes(text))
      const attacked = withTexts(members, () => text)
      return { text, members, attacked, result: render(attacked) }
    })
    for (const { text, members, attacked, result } of cases) {
      const own = renderChart(chart, { ...settings, overrides: attacked })
      const { objects, error } = await result
      const title = text.slice(0, 80)
      expect(error, title).toBe('')
      expect(differences({ ...own, notes: '' }, { objects, notes: '', error }), title).toEqual([])
      if (members[0]?.isFree) expect(found(objects), title).toEqual(substituted(await harmlessOf(members), text))
    }
  })

  const renderings = new Map<string, Promise<readonly RenderedObject[]>>()

  /** Most attacks are taken at the same places, so that few harmless renderings are needed. */
  const harmlessOf = (members: readonly Target[]): Promise<readonly RenderedObject[]> => {
    const key = members.map(({ position }) => position.path).join()
    const known = renderings.get(key) ?? render(withTexts(members, (index) => markers[index] as string)).then(objectsOf)
    renderings.set(key, known)
    return known
  }
})

const objectsOf = ({ objects, error }: { objects: readonly RenderedObject[]; error: string }) => {
  expect(error).toBe('')
  return objects
}

describe.each(helmVersions)('Helm %s', (version) => {
  const engine = helmEngine(version)

  it.each(attacks.map((attack) => [attack.slice(0, 40), attack]))(
    'takes %j at all its positions at once as the evaluator does',
    async (_name, attack) => {
      for (const base of bases) {
        const places = targets.filter((target) => target.base === base && target.taken.includes(attack))
        const overrides = withTexts(places, () => attack)
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
