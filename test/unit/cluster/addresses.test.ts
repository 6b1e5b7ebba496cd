import { describe, expect, it } from 'vitest'
import { overlaps } from '../../cluster/addresses.js'

describe('networks that have an address in common', () => {
  it.each([
    ['10.10.0.0/24', '10.10.0.0/24', true],
    ['10.0.0.0/8', '10.10.0.0/24', true],
    ['10.10.0.7', '10.10.0.0/24', true],
    ['10.10.1.0/24', '10.10.0.0/24', false],
    ['192.168.0.0/16', '192.168.210.0/24', true],
    ['0.0.0.0/1', '10.10.0.0/24', true],
    ['128.0.0.0/1', '10.10.0.0/24', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(overlaps(one, other)).toBe(expected)
    expect(overlaps(other, one)).toBe(expected)
  })

  it('a default route is no reason to choose another network', () => {
    expect(overlaps('default', '10.10.0.0/24')).toBe(false)
  })
})
