import { describe, expect, it } from 'vitest'
import { coalesceValues, mergeValues } from '../../../src/helm/index.js'

describe('values over defaults', () => {
  const defaults = { a: 1, map: { x: 1, y: { z: 2 } }, list: [1, 2], nothing: null, inner: { nothing: null } }

  it.each([
    ['scalars win', { a: 2 }, { a: 2 }],
    ['maps are merged', { map: { y: { w: 3 } } }, { map: { x: 1, y: { z: 2, w: 3 } } }],
    ['lists are replaced', { list: [3] }, { list: [3] }],
    ['null deletes a default', { map: { x: null, y: null } }, { map: {} }],
    [
      'null without a default stays',
      { extra: null, map: { new: null } },
      { extra: null, map: { ...defaults.map, new: null } },
    ],
    [
      'null stays at a key that every object inherits',
      { map: { constructor: null } },
      { map: { ...defaults.map, constructor: null } },
    ],
    ['a scalar replaces a map', { map: 7 }, { map: 7 }],
  ])('%s', (_name, overrides, expected) => {
    const { nothing: _nothing, inner: _inner, ...rest } = defaults
    expect(coalesceValues(defaults, overrides, '4.3')).toEqual({ ...rest, inner: {}, ...expected })
  })

  it('Helm 3 keeps nulls of the defaults, Helm 4.2 drops them', () => {
    expect(coalesceValues(defaults, {}, '3.21')).toEqual(defaults)
    expect(coalesceValues(defaults, {}, '4.2')).not.toHaveProperty('nothing')
    expect(coalesceValues(defaults, { nothing: null }, '3.21')).not.toHaveProperty('nothing')
    expect(coalesceValues(defaults, { inner: { nothing: null } }, '3.21')).toEqual(defaults)
  })

  it("takes no map of the user as it is, so that nobody's change reaches what was made of it", () => {
    const overrides = { extra: { inner: { x: 1 } } }
    const values = coalesceValues({}, overrides)
    expect(values).toEqual(overrides)
    overrides.extra.inner.x = 2
    expect(values).toEqual({ extra: { inner: { x: 1 } } })
  })

  it('later files win over earlier ones, and a null stays until the defaults are known', () => {
    expect(mergeValues({ a: { b: 1, c: 2 } }, { a: { b: null } }, { d: 1 })).toEqual({ a: { b: null, c: 2 }, d: 1 })
  })
})
