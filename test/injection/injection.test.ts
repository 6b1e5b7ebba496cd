import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { compilePlatform, projectFolder } from '../../src/cli/project.js'
import { InvalidValuesError, mergeValues, type PlainMap, renderChart } from '../../src/helm/index.js'
import { differences } from '../../src/helm/testing/index.js'
import { combinations } from '../support/combinations.js'
import { helmEngine } from '../support/helm-engines.js'
import { helmBinary, helmVersions, newestHelm } from '../support/render-with-helm.js'
import { type StringPosition, stringPositions } from '../support/string-positions.js'
import { writeChart } from '../support/write-chart.js'
import { attacks } from './attacks.js'
import { found, marker, reaches, substituted } from './substitution.js'

const run = promisify(execFile)

const chart = compilePlatform()
const positions = stringPositions(chart.schema)

/** Switches on what is off by default, so that the positions below reach an object. */
const everything = mergeValues(
  combinations['everything optional on'] as PlainMap,
  combinations['edge through an ingress with TLS'] as PlainMap,
)

/**
 * The schema has spoken already when Helm renders here (test/differential shows that Helm's speaks alike), and without it
 * Helm is four times as fast.
 */
const folder = writeChart(chart)
rmSync(join(folder, 'values.schema.json'))
afterAll(() => rmSync(folder, { recursive: true }))

const settings = { releaseName: 'shop', kubeVersion: 'v1.36.0' } as const

/** Why the schema or a rule refuses the values; nothing when the chart takes them. */
const refusal = (overrides: PlainMap): string | undefined => {
  try {
    const { problems } = renderChart(chart, { ...settings, overrides })
    return problems.length === 0 ? undefined : problems.map(({ key, problem }) => `${key}: ${problem}`).join('\n')
  } catch (error) {
    if (error instanceof InvalidValuesError) return error.violations.join('\n')
    throw error
  }
}

const withAttack = ({ place }: StringPosition, text: string): PlainMap => mergeValues(everything, place(text))

/** YAML readers take no longer keys: Helm refuses the values file. */
const maxKeyLength = 1024
const isKey = ({ path }: StringPosition): boolean => path.endsWith('.#') || path.endsWith('.*.*')
const isWritable = (position: StringPosition, text: string): boolean => !isKey(position) || text.length < maxKeyLength

/** Attacks that the chart takes, by position. */
const accepted = positions.map((position) => ({
  position,
  texts: attacks.filter(
    (attack) => isWritable(position, attack) && refusal(withAttack(position, attack)) === undefined,
  ),
}))

it('attacks every text position of the values', () => {
  expect(positions.length).toBeGreaterThan(80)
  expect(positions.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['api.env.#', 'api.env.*', 'edge.uiHost', 'global.image.pullSecrets.[]']),
  )
  const taken = accepted.flatMap(({ texts }) => texts).length
  const total = positions.length * attacks.length
  console.log(
    `${positions.length} positions x ${attacks.length} attacks = ${total}: ${total - taken} refused, ${taken} taken as text`,
  )
  expect(taken).toBeGreaterThan(1000)
})

it('is refused with a sentence that names the key or the rule', () => {
  for (const position of positions) {
    const key = position.path.replace(/\.[#*[\]].*$/, '')
    for (const attack of attacks) {
      const reason = refusal(withAttack(position, attack))
      if (reason !== undefined) expect(`${reason} `).toMatch(new RegExp(`(^|\\n)(${key}|values|[a-zA-Z.]+)[.:]`))
    }
  }
})

describe(`Helm ${newestHelm}`, () => {
  const engine = helmEngine(newestHelm)
  const render = (overrides: PlainMap) => engine.render({ ...settings, chart: folder, values: [overrides] })

  it.each(accepted.filter(({ texts }) => texts.length > 0))(
    'writes what it takes at $position.path into its field, and changes no other',
    async ({ position, texts }) => {
      const harmless = await render(withAttack(position, marker))
      // A position that takes no marker takes quantities or choices, and is compared with the evaluator only.
      const isFree = refusal(withAttack(position, marker)) === undefined && reaches(harmless.objects)
      const results = await Promise.all(texts.map((text) => render(withAttack(position, text))))
      texts.forEach((text, index) => {
        const { objects, error } = results[index] as (typeof results)[number]
        expect(error, text.slice(0, 80)).toBe('')
        if (isFree) expect(found(objects), text.slice(0, 80)).toEqual(substituted(harmless.objects, text))
        const own = renderChart(chart, { ...settings, overrides: withAttack(position, text) })
        expect(differences({ ...own, notes: '' }, { objects, notes: '', error }), text.slice(0, 80)).toEqual([])
      })
    },
  )
})

describe.each(helmVersions)('Helm %s', (version) => {
  const engine = helmEngine(version)

  it.each(attacks.map((attack) => [attack.slice(0, 40), attack]))(
    'takes %j at all its positions at once as the evaluator does',
    async (_name, attack) => {
      const places = accepted.filter(({ texts }) => texts.includes(attack)).map(({ position }) => position)
      const overrides = places.reduce((all, { place }) => mergeValues(all, place(attack)), everything)
      const own = renderChart(chart, { ...settings, overrides, helm: version.replace(/\.\d+$/, '') as '4.3' })
      expect(differences(own, await engine.render({ ...settings, chart: folder, values: [overrides] }))).toEqual([])
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
