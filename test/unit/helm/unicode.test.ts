import { describe, expect, it } from 'vitest'
import { add, configText, lines, Resource, text } from '../../../src/helm/index.js'
import { printed, sample } from '../../support/sample-chart.js'

const half = '\ud83d'

describe('half a character, which neither Go nor YAML can carry, stops the build', () => {
  it.each([
    ['in a value', () => ({ a: `x${half}` })],
    ['in a key', () => ({ [half]: 1 })],
    ['beside a hole', () => ({ a: text`${half}${sample.count}` })],
    ['in a text within a text', () => ({ a: text`a ${text`${sample.count}${half}`}` })],
    ['in a line', () => ({ a: configText`${half} x` })],
  ])('%s', (_name, fields) => {
    expect(() => printed(new Resource(fields()))).toThrow(
      /unicode\.test\.ts:\d+:\d+: this text is no valid Unicode: it holds half a character$/,
    )
  })

  it('in the notes', () => {
    expect(() => printed(new Resource({}), { notes: lines`${half} x` })).toThrow('half a character')
  })

  it('a whole character is none', () => {
    expect(printed(new Resource({ '🚢': text`🚢 ${add(sample.count, 1)}` }))).toBe(
      '"🚢": {{ printf "🚢 %d" (add .Values.count 1) | quote }}\n',
    )
  })
})
