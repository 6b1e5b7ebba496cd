import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { interleave } from './contender.js'
import { compareObjects } from './same-objects.js'
import { growthExponent, ratioOf, summarize } from './statistics.js'
import { templateSize } from './template-size.js'

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

  it('takes any order of a list that is a set, unless its items refer to each other', () => {
    const pod = (...values: readonly string[]) => ({
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { env: values.map((value) => ({ name: value.slice(-1), value })), args: values },
    })
    const compare = (own: object, other: object) =>
      compareObjects({ by: 'it', objects: [own as never] }, { by: 'slipway', objects: [other as never] })
    const withArgs = (object: ReturnType<typeof pod>, args: readonly string[]) => ({
      ...object,
      spec: { ...object.spec, args },
    })
    expect(compare(withArgs(pod('x', 'y'), []), withArgs(pod('y', 'x'), []))).toContain('equal but for')
    expect(compare(withArgs(pod('x', '$(x)y'), []), withArgs(pod('$(x)y', 'x'), []))).toContain('different: Pod/a')
    expect(compare(pod('x', 'y'), withArgs(pod('x', 'y'), ['y', 'x']))).toContain('different: Pod/a')
  })

  it('names what is missing, additional and different', () => {
    expect(said()).toContain('missing: ConfigMap/a')
    expect(said(config({ 'checksum/config': 'none' }))).toContain('different: ConfigMap/a')
    expect(said(...reference.objects, { ...config({}), kind: 'Secret' })).toContain('additional: Secret/a')
  })
})

describe('the size of templates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-template-size-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('counts files, lines and the variables at the left margin', () => {
    mkdirSync(join(folder, 'templates/api'), { recursive: true })
    writeFileSync(join(folder, 'values.yaml'), 'a: 1\n')
    writeFileSync(join(folder, 'templates/_helpers.tpl'), '{{- $a := 1 }}\n{{- $a = 2 }}\n  {{- $b := 1 }}\n')
    writeFileSync(join(folder, 'templates/api/service.yaml'), '{{ $long1 := .Values }}\nkind: Service\n')
    expect(templateSize(folder)).toEqual({ files: 2, lines: 5, variables: 2 })
  })
})
