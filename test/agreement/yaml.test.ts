import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { helmYaml, portableYaml } from '../../src/helm/index.js'
import { trickyTexts } from '../../src/helm/testing/index.js'
import { helmEngine } from '../support/helm-engines.js'
import { testedHelmVersions } from '../support/render-with-helm.js'

/** A chart that shows the values as Helm has them. */
const chart: ReadonlyMap<string, string> = new Map([
  ['Chart.yaml', 'apiVersion: v2\nname: sample\nversion: 1.0.0\n'],
  ['templates/values.yaml', 'json: {{ .Values | toJson | quote }}\n'],
])

/** What people write into values files, and what readers of YAML disagree about. */
const scalars = [
  ...['17', '+1', '-1', '007', '012', '08', '0o17', '0O7', '0o8', '0x1F', '0X1f', '-0x1F', '0b1', '-0b1', '0x'],
  ...['1_000', '1__0', '0_7', '_1', '1_', '0x1_F', '9007199254740993', '18446744073709551615', '0x1ffffffffffffffff'],
  ...['.5', '5.', '1.5', '1.5_0', '1e3', '1E5', '1.e2', '1.5e+3', '0.1e-7', '1e1_0', '1e5_', '1e', '.e5', '1e400'],
  ...['.', '+', '-.', '._', '._5', '1._5', '=', '1:2', '12:30:45', '190:20:30', '2001-01-01', '2001-12-14t21:59:43Z'],
  ...[
    '~',
    'null',
    'NULL',
    'nULL',
    'true',
    'TRUE',
    'Yes',
    'oN',
    'off',
    'y',
    'N',
    '"17"',
    "'yes'",
    '.inf',
    '-.Inf',
    '.NaN',
  ],
  ...['!!str 1', '!!float 1', '!!bool yes', '1.2.3', '10.0.0.1', '1,000', '100m', '1Gi'],
]

const keys = ['17', '1.5', '0x1F', '0o17', '12:30', '2001-01-01', '.', '1.2.3', 'true', 'Yes', 'oN', 'y', 'N', '"17"']

const documents = [
  ...scalars.map((scalar) => `a: ${scalar}`),
  ...keys.map((key) => `${key}: a`),
  'a: &shared { b: 1 }\nc: { <<: *shared, d: 2 }\ne: *shared',
  'a: |\n  12:30\nb: >-\n  folded\n  text\n',
]

const read = (text: string): unknown => {
  try {
    return parse(text, helmYaml)
  } catch {
    return 'refused'
  }
}

describe.each(testedHelmVersions)('Helm %s', (version) => {
  const engine = helmEngine(version)
  const readByHelm = async (text: string): Promise<unknown> => {
    const { objects, error } = await engine.render({ chart, values: [text] })
    return error === '' ? JSON.parse(String(objects[0]?.object.json)) : 'refused'
  }

  it.each(documents)('reads %j as slipway does', async (text) => {
    expect(await readByHelm(text)).toEqual(read(text))
  })

  it('reads every text that slipway writes as that text', async () => {
    const texts = [...scalars, ...trickyTexts].filter((text) => !/[^ -~]/.test(text))
    expect(await readByHelm(stringify({ texts }, portableYaml))).toEqual({ texts })
  })
})
