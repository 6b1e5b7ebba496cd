import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseConstraint, parseVersion } from '../../src/helm/go/versions.js'
import { helmEngine } from '../support/helm-engines.js'
import { testedHelmVersions } from '../support/render-with-helm.js'
import { seed } from '../support/seed.js'

/** A chart that asks the library whose constraints `kubeVersion` and `semverCompare` use. */
const chart: ReadonlyMap<string, string> = new Map([
  ['Chart.yaml', 'apiVersion: v2\nname: sample\nversion: 1.0.0\n'],
  ['templates/fits.yaml', 'all: [{{ range .Values.cases }}{{ semverCompare .constraint .version }}, {{ end }}]\n'],
])

const number = fc.constantFrom('0', '1', '2', '10', '33')
const pre = fc.constantFrom('', '', '-0', '-1', '-10', '-rc.1', '-rc.2', '-rc', '-gke.100', '-alpha.beta')
const build = fc.constantFrom('', '', '', '+build.1')
const version = fc
  .tuple(fc.constantFrom('', 'v'), number, number, number, pre, build, fc.constantFrom(1, 2, 3, 3, 3))
  .map(
    ([v, major, minor, patch, suffix, meta, length]) =>
      `${v}${[major, minor, patch].slice(0, length).join('.')}${suffix}${meta}`,
  )

const open = fc.oneof(number, fc.constantFrom('x', '*', 'X', '1', '33'))
const partial = fc
  .tuple(open, open, open, pre, fc.constantFrom(1, 2, 3, 3))
  .map(([major, minor, patch, suffix, length]) => `${[major, minor, patch].slice(0, length).join('.')}${suffix}`)
const operator = fc.constantFrom('', '=', '!=', '>', '<', '>=', '=>', '<=', '=<', '~', '~>', '^', '> ', '>= ')
const term = fc.oneof(
  fc.tuple(operator, partial).map((parts) => parts.join('')),
  fc.tuple(partial, partial).map((parts) => parts.join(' - ')),
)
const constraint = fc
  .array(fc.tuple(term, fc.constantFrom(' ', ', ', ',', ' || ', '||')), { minLength: 1, maxLength: 3 })
  .map((terms) => terms.map(([text, joint], index) => (index === 0 ? text : `${joint}${text}`)).join(''))

const garbage = fc
  .array(
    fc.constantFrom(
      '1',
      '0',
      '.',
      'x',
      '|',
      '||',
      '-',
      ' ',
      ',',
      '>',
      '=',
      '<',
      '!',
      '~',
      '^',
      'v',
      '+',
      'a',
      '33',
      '01',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

const fits = (text: string, given: string): boolean | undefined => {
  const read = parseVersion(given)
  const parsed = parseConstraint(text)
  return read === undefined || parsed === undefined ? undefined : parsed(read)
}

describe.each(testedHelmVersions)('versions in Helm %s', (helm) => {
  const engine = helmEngine(helm)
  const render = async (cases: readonly object[]): Promise<unknown> => {
    const { objects, error } = await engine.render({ chart, values: [{ cases }] })
    return error === '' ? objects.map(({ object }) => object) : 'refused'
  }

  it('fit the same constraints', async () => {
    const cases = fc.array(fc.record({ constraint, version }), { minLength: 1, maxLength: 300, size: 'max' })
    const property = fc.asyncProperty(cases, async (given) => {
      const readable = given.filter(({ constraint, version }) => fits(constraint, version) !== undefined)
      const all = readable.map(({ constraint, version }) => fits(constraint, version))
      expect(await render(readable)).toEqual([{ all }])
    })
    await fc.assert(property, { seed, numRuns: 10 })
  }, 60_000)

  it('are refused alike', async () => {
    const cases = fc.record({
      constraint: fc.oneof(constraint, garbage),
      version: fc.oneof(version, garbage),
    })
    const property = fc.asyncProperty(cases, async (given) => {
      const ours = fits(given.constraint, given.version)
      expect(await render([given])).toEqual(ours === undefined ? 'refused' : [{ all: [ours] }])
    })
    await fc.assert(property, { seed, numRuns: 200 })
  }, 60_000)
})
