import { describe, expect, it } from 'vitest'
import { parseSet } from '../../../src/helm/index.js'
import { assignments, brokenAssignments, uselessAssignments } from '../../support/assignments.js'

// test/agreement/set-values.test.ts compares the same texts with Helm.

describe('--set', () => {
  it.each(assignments)('%s', (text, values) => {
    expect(parseSet(text)).toEqual(values)
  })

  it.each(brokenAssignments)('refuses %s', (text, message) => {
    expect(() => parseSet(text)).toThrow(new Error(message))
  })

  it.each([...uselessAssignments, 'a[0'])('refuses %s, which Helm ignores', (text) => {
    expect(() => parseSet(text)).toThrow('is no assignment; write key=value')
  })

  it('takes the longest list that Helm takes', () => {
    expect(parseSet('a[65536]=x').a).toHaveLength(65537)
  })

  it('keeps what files and earlier flags gave', () => {
    const below = { list: [{ a: 1, b: 2 }, 'x'], map: { a: 1, list: [1, 2, 3] }, text: 'x' }
    expect(parseSet('list[0].a=3,list[2]=y,map.b=2,map.list[1]=null', 'typed', below)).toEqual({
      list: [{ a: 3, b: 2 }, 'x', 'y'],
      map: { a: 1, list: [1, null, 3], b: 2 },
      text: 'x',
    })
    expect(below).toEqual({ list: [{ a: 1, b: 2 }, 'x'], map: { a: 1, list: [1, 2, 3] }, text: 'x' })
  })
})

it('--set-string makes text of all values', () => {
  expect(parseSet('a=1,b=true,c={1,null},d=\\,', 'string')).toEqual({ a: '1', b: 'true', c: ['1', 'null'], d: ',' })
})
