import { describe, expect, it } from 'vitest'
import { compilePlatform } from '../../src/cli/project.js'
import { InvalidValuesError, mergeValues, type PlainMap, renderChart } from '../../src/helm/index.js'
import { combinations } from '../support/combinations.js'
import { helmVersions, renderWithHelm } from '../support/render-with-helm.js'
import { stringPositions } from '../support/string-positions.js'

const chart = compilePlatform()
const positions = stringPositions(chart.schema)

/** Switches on what is off by default, so that the positions below reach an object. */
const everything = mergeValues(
  combinations['everything optional on'] as PlainMap,
  combinations['edge through an ingress with TLS'] as PlainMap,
)

const hostile = {
  'a template action': '{{ evil }}',
  'a template action that fails': '{{ fail "x" }}{{ .Values.api }}',
  'YAML structure': 'a: b # c',
  'line breaks': 'x\n  privileged: true\n---\nkind: Secret',
  quotes: `"'\`\\`,
  'a YAML alias and tag': '*anchor !!binary &x',
  'a word that YAML 1.1 reads as a boolean': 'yes',
  'digits that YAML reads as a number': '0123',
  'an empty collection': '{}',
  'a text that Helm deletes': '<no value>',
  'wide and invisible characters': '🚢 \u202e\u200bé\u2028',
  blanks: '  x  ',
}

const render = (overrides: PlainMap) => renderChart(chart, { overrides, releaseName: 'shop' })

/** `refused` by the schema or a rule, or `kept` in the objects. */
const outcome = (overrides: PlainMap): 'refused' | 'kept' => {
  try {
    return render(overrides).problems.length > 0 ? 'refused' : 'kept'
  } catch (error) {
    if (error instanceof InvalidValuesError) return 'refused'
    throw error
  }
}

it('knows every text position of the values', () => {
  const paths = positions.map(({ path }) => path)
  expect(paths).toEqual(
    expect.arrayContaining(['api.env.#', 'api.env.*', 'edge.uiHost', 'global.image.pullSecrets.[]']),
  )
  expect(paths.length).toBeGreaterThan(80)
})

describe.each(Object.entries(hostile))('%s', (_name, text) => {
  const accepted = positions.filter(({ place }) => outcome(mergeValues(everything, place(text))) === 'kept')
  const refused = positions.filter((position) => !accepted.includes(position))

  it('where the schema takes it: Helm gives the very objects that the evaluator gives', async () => {
    // All positions at once: one more render per position and Helm would say the same, slowly.
    const overrides = accepted.reduce((all, { place }) => mergeValues(all, place(text)), everything)
    const expected = Object.fromEntries(render(overrides).objects.map(({ template, object }) => [template, object]))
    for (const version of helmVersions) {
      const real = await renderWithHelm({ version, overrides })
      expect(real.error).toBe('')
      expect(Object.fromEntries(real.objects.map(({ template, object }) => [template, object]))).toEqual(expected)
    }
  })

  it('where the schema takes it: the same text stands in an object', () => {
    for (const { path, place } of accepted) {
      if (path.startsWith('global.*')) continue
      const overrides = mergeValues(everything, place(text))
      const changed = JSON.stringify(render(overrides).objects) !== JSON.stringify(render(everything).objects)
      const stands = JSON.stringify(render(overrides).objects).includes(JSON.stringify(text).slice(1, -1))
      // A position may be unused with these values, but where it changes an object the text is unchanged.
      expect({ path, unchangedText: !changed || stands }).toEqual({ path, unchangedText: true })
    }
  })

  it('where it is refused: Helm refuses it too and names the key', async () => {
    for (const version of helmVersions) {
      for (const { path, place } of refused.slice(0, 4)) {
        const real = await renderWithHelm({ version, overrides: mergeValues(everything, place(text)) })
        const key = path.replace(/\.[#*[\]].*$/, '')
        const named = real.error.includes(key) || real.error.includes(`/${key.replaceAll('.', '/')}`)
        // Rules name the key that a user must change, which may be another one than the text stands in.
        const isRule = real.error.includes('slipway cannot be installed with these values')
        expect(named || isRule ? '' : `${path}: ${real.error}`).toBe('')
      }
    }
  })
})
