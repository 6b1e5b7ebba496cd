import { describe, expect, it } from 'vitest'
import { interleave } from './contender.js'
import { compareObjects } from './same-objects.js'
import { growthExponent, ratioOf, summarize } from './statistics.js'

describe('the arithmetic of the benchmarks', () => {
  it('summarizes samples in any order', () => {
    expect(summarize([4, 1, 3, 2, 100])).toEqual({ median: 3, quartiles: [2, 4], count: 5 })
    expect(summarize([1, 2, 3, 10]).median).toBe(2.5)
  })

  it('takes ratios round by round, so that a slow round of both does not count', () => {
    expect(ratioOf([2, 200, 4], [1, 100, 2]).median).toBe(2)
    expect(ratioOf([2, 4, 6, 8], [2, 2]).count).toBe(2)
  })

  it.each([
    ['constant', () => 5, 0],
    ['linear', (size: number) => 0.3 * size, 1],
    ['quadratic', (size: number) => 7 * size ** 2, 2],
  ])('finds %s growth', (_name, timeOf, exponent) => {
    const points = [10, 100, 1000].map((size) => ({ size, time: timeOf(size) }))
    expect(growthExponent(points)).toBeCloseTo(exponent, 9)
  })
})

describe('contenders', () => {
  const record = async (rounds: number) => {
    const order: string[] = []
    const contender = (name: string) => ({ name, run: () => order.push(name) })
    const samples = await interleave([contender('a'), contender('b')], { progress: () => undefined }, rounds)
    return { order: order.join(''), samples }
  }

  it('take turns, every second round backwards, after a round that does not count', async () => {
    const { order, samples } = await record(3)
    expect(order).toBe('ab' + 'ba' + 'ab' + 'ba')
    expect(samples.get('a')).toEqual([4, 5, 8])
  })
})

describe('the comparison of what contenders make', () => {
  const config = (data: object) => ({ kind: 'ConfigMap', metadata: { name: 'a', annotations: data } })
  const reference = { by: 'slipway', objects: [config({ 'checksum/config': '0'.repeat(64) })] }
  const said = (...objects: ReturnType<typeof config>[]) => compareObjects({ by: 'it', objects }, reference)

  it('calls equal objects equal', () => {
    expect(said(...reference.objects)).toBe('it makes the 1 objects of slipway, equal in all.')
  })

  it('takes any checksum', () => {
    expect(said(config({ 'checksum/config': 'f'.repeat(64) }))).toContain('equal but for the checksums')
  })

  it('names what is missing, additional and different', () => {
    expect(said()).toContain('missing: ConfigMap/a')
    expect(said(config({ 'checksum/config': 'none' }))).toContain('different: ConfigMap/a')
    expect(said(...reference.objects, { ...config({}), kind: 'Secret' })).toContain('additional: Secret/a')
  })
})
