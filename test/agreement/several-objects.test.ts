import { describe, expect, it } from 'vitest'
import { type PlainMap, renderChart } from '../../src/helm/index.js'
import { disagreements, helmCommand } from '../../src/helm/testing/index.js'
import { helmEngine } from '../support/helm-engines.js'
import { helmBinary, testedHelmVersions } from '../support/render-with-helm.js'
import { severalObjects } from '../support/several-objects.js'

const many = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`port-${index}`, index]))
const hostile = '"}}{{ .Values }}: [\n---\n# é\u200b🚢'

const inputs: Readonly<Record<string, PlainMap>> = {
  'the defaults': {},
  'more than ten of a kind': { ports: many, labels: { a: 'x', b: 'y', c: '' } },
  'none of some': {
    ports: { http: null, admin: null },
    services: { web: { public: false } },
    enabled: false,
    text: '',
  },
  'no pods': { count: 1 },
  'hostile keys and values': { labels: { [hostile]: hostile }, ports: { [hostile]: 1 }, text: hostile },
  'a broken rule': { ports: { http: 70000 } },
  'broken rules of every file and round': { ports: { http: 70000, other: 65536 }, words: ['', 'a', ''], optional: 10 },
  'what no rule can judge': { ports: { '<no value>': 70000 }, words: [''] },
}

describe.each(testedHelmVersions)(
  'several objects of a template mean the same in the evaluator and in Helm %s',
  (version) => {
    const engine = helmEngine(version)

    it.each(Object.entries(inputs))('for %s', async (_name, values) => {
      expect(await disagreements(severalObjects(), engine, { values: [values] })).toEqual([])
    })

    it('as the command line prints them, sorted by kind', async () => {
      const helm = helmCommand(helmBinary(version))
      for (const values of [inputs['more than ten of a kind'], inputs['hostile keys and values']]) {
        expect(await disagreements(severalObjects(), helm, { values: [values as PlainMap] })).toEqual([])
      }
    })
  },
)

it('names the rules that are broken', () => {
  const { problems } = renderChart(severalObjects(), {
    overrides: inputs['broken rules of every file and round'] ?? {},
  })
  expect(problems.map(({ key, problem }) => `${key} ${problem}`)).toEqual([
    'ports.http is 70000, and no port is more than 65535.',
    'ports.other is 65536, and no port is more than 65535.',
    'words hold an empty word.',
    'words hold an empty word.',
    'optional is 10.',
  ])
})
