import { describe, expect, it } from 'vitest'
import { parse, parseDocument, stringify } from 'yaml'
import { helmYaml, portableYaml } from '../../../src/helm/index.js'

// What Helm makes of each of these is compared in test/agreement/yaml.test.ts.
describe('a scalar as Helm reads it', () => {
  it.each([
    ...[
      ['17', 17],
      ['+17', 17],
      ['-17', -17],
      ['1_000', 1000],
      ['-1_', -1],
    ],
    ...[
      ['012', 10],
      ['-012', -10],
      ['+0_12', 10],
      ['08', 8],
      ['0128', 128],
    ],
    ...[
      ['0o17', 15],
      ['-0O1_7', -15],
      ['0x1F', 31],
      ['0X_fF', 255],
      ['0b1_01', 5],
      ['+0B11', 3],
    ],
    ...[
      ['0xffffffffffffffff', 2 ** 64],
      ['1.5', 1.5],
      ['5.', 5],
      ['1.2_5', 1.25],
      ['.5', 0.5],
      ['-.5', -0.5],
    ],
    ...[
      ['+.1_5', 0.15],
      ['1e3', 1000],
      ['1E+2', 100],
      ['25e-1', 2.5],
      ['1e1_0', 1e10],
      ['.5e1', 5],
      ['-.5e+1', -5],
      ['.25', 0.25],
      ['.5e10', 5e9],
    ],
  ] as const)('%s is the number %d', (text, value) => {
    expect(parse(text, helmYaml)).toBe(value)
  })

  it.each([
    ...['12:30', '1:2:3', '2001-01-01', '2001-12-14t21:59:43Z', '1.2.3', '10.0.0.1', '100m', '1Gi', '1,000'],
    ...[
      '.',

      '+',
      '-.',
      '._',
      '._5',
      '_1',
      'e5',
      '.e5',
      '1e',
      '1e400',
      '-1e400',
      '0b2',
      '0o8',
      '0xg',
      '0x',
      'x0x1',
    ],
    ...['0x10000000000000000', '-0xfffffffffffffffff', '1-1', '1+1', 'a.inf', '.info', '.inf.', 'inf', 'NaN', '..5'],
  ])('%s is a text', (text) => {
    expect(parse(text, helmYaml)).toBe(text)
  })

  it.each(['.inf', '-.Inf', '+.INF', '.nan', '.NaN', '.NAN'])('%s is no number that Helm takes', (text) => {
    const { errors } = parseDocument(`a: ${text}`, helmYaml)
    expect(errors.map(({ message }) => message.split(' at line')[0])).toEqual([`${text} is no number that Helm takes`])
  })

  it.each([
    ['yes', true],
    ['Off', false],
    ['~', null],
    ['"17"', '17'],
  ])('%s is %j, as in YAML 1.1', (text, value) => {
    expect(parse(text, helmYaml)).toBe(value)
  })

  it('tags of dates and bytes change nothing', () => {
    const document = parseDocument('a: !!timestamp 2001-01-01\nb: !!binary aGk=', helmYaml)
    expect(document.toJS()).toEqual({ a: '2001-01-01', b: 'aGk=' })
  })

  it('merge keys merge', () => {
    expect(parse('a: &a { b: 1 }\nc: { <<: *a, d: 2 }', helmYaml)).toEqual({ a: { b: 1 }, c: { b: 1, d: 2 } })
  })
})

describe('what is written', () => {
  const written = (value: unknown) => stringify(value, portableYaml).trim()

  it.each(['0o17', '1e1_0', '12:30', '2001-01-01', '._5', 'yes', '1_000', '~', '.inf', '<<', '0b1', '=', '1e3'])(
    '%s stays a text for Helm and for every reader of YAML 1.1',
    (text) => {
      const yaml = written([text])
      expect(parse(yaml, helmYaml)).toEqual([text])
      expect(parse(yaml, { version: '1.1' })).toEqual([text])
    },
  )

  it('a number stays a number', () => {
    expect([17, -0.5, 1e21].map(written)).toEqual(['17', '-0.5', '1e+21'])
  })

  it('an ordinary text needs no quotes', () => {
    expect(['1.2.3', '100m', 'a: b', 'x'].map(written)).toEqual(['1.2.3', '100m', '"a: b"', 'x'])
  })
})
