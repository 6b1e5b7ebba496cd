import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import { coalesceValues, type PlainMap } from '../../src/helm/index.js'
import { renderWithHelm } from '../support/render-with-helm.js'
import { choicesIn, untriedOptions } from './input-coverage.js'
import { inputs } from './inputs.js'
import { templates } from './templates.js'

const chart = (file: string): string => readFileSync(join(projectFolder, 'chart', file), 'utf8')
const defaults = parse(chart('values.yaml')) as PlainMap

// A law over inputs that leave a template empty says nothing about it.
it('every template makes an object of some input', async () => {
  const seen = new Set<string>()
  for (const overrides of Object.values(inputs)) {
    for (const { template } of (await renderWithHelm({ overrides })).objects) seen.add(template)
  }
  const makesObjects = templates.filter(({ text }) => /^kind: /m.test(text)).map(({ path }) => path)
  expect(makesObjects.length).toBeGreaterThan(20)
  expect(makesObjects.filter((path) => !seen.has(path.replace('.yaml', '')))).toEqual([])
})

it('every switch is on and off, and every choice is taken, in some input', () => {
  const choices = choicesIn(JSON.parse(chart('values.schema.json')))
  expect(choices.length).toBeGreaterThan(25)
  const all = Object.values(inputs).map((overrides) => coalesceValues(defaults, overrides))
  expect(untriedOptions(choices, all)).toEqual([])
})

it('finds what no input has', () => {
  const schema = {
    type: 'object',
    properties: {
      a: { type: 'object', properties: { enabled: { type: 'boolean' }, name: { type: 'string' } } },
      mode: { enum: ['one', 'two'] },
    },
  }
  const choices = choicesIn(schema)
  expect(untriedOptions(choices, [{ a: { enabled: true }, mode: 'two' }, { mode: 'two' }])).toEqual([
    'a.enabled is false in no input.',
    'mode is "one" in no input.',
  ])
})
