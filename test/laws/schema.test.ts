import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { lists, openObjects, type Schema, undescribed } from './schema.js'

const schema = JSON.parse(readFileSync(join(projectFolder, 'chart/values.schema.json'), 'utf8')) as Schema

it('refuses unknown keys everywhere but in `global`, which parent charts share', () => {
  expect(openObjects(schema)).toEqual(['global'])
})

it('has no list that a second values file would replace, but for the pull secrets', () => {
  expect(lists(schema)).toEqual(['global.image.pullSecrets'])
})

it('describes every key', () => {
  expect(undescribed(schema)).toEqual([])
})

const broken: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    open: { type: 'object', description: 'Open.', properties: {} },
    tolerations: { type: 'array', description: 'A list.' },
    silent: { type: 'string' },
    byName: {
      type: 'object',
      description: 'A map.',
      additionalProperties: false,
      patternProperties: { '^[a-z]+$': { type: 'object', properties: { hosts: { type: 'array', items: {} } } } },
    },
    byAnyName: {
      type: 'object',
      description: 'A map.',
      additionalProperties: { type: 'array', description: 'A list.', items: { type: 'object', properties: {} } },
    },
  },
}

it('finds open objects, lists and keys without description, in maps and lists too', () => {
  expect(openObjects(broken)).toEqual(['open', 'byName.*', 'byAnyName.*.*'])
  expect(lists(broken)).toEqual(['tolerations', 'byName.*.hosts', 'byAnyName.*'])
  expect(undescribed(broken)).toEqual(['silent', 'byName.*.hosts'])
})
