import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readValuesFile } from '../../src/cli/values-input.js'
import { valuesFolder } from '../laws/inputs.js'
import type { Break } from '../laws/prove.js'
import { renderRelease } from '../laws/release.js'
import { exceptions, judge, titleOf, type Verdict } from './exceptions.js'
import type { Scan, Scanner } from './scanner.js'

const production = readValuesFile(join(valuesFolder, 'production.yaml'))

/** What users get who set nothing, and what production gets. */
const renderings = { defaults: {}, production }

/**
 * Holds both renderings against a scanner, and proves that each of its checks can fail: every check that it does on
 * production has a fixture, which breaks the rendering and is named after the finding that this must give.
 */
export const provesScanner = ({ name: tool, scan }: Scanner, fixtures: Readonly<Record<string, Break>>): void => {
  describe.each(Object.entries(renderings))(`${tool}, with %s`, (rendering, overrides) => {
    let verdict: Verdict

    beforeAll(async () => {
      const { objects } = await renderRelease(overrides)
      const { findings } = (await scan({ [rendering]: objects }))[rendering] as Scan
      verdict = judge({ tool, rendering, findings }, exceptions)
    })

    it('finds nothing but the exceptions', () => {
      expect(verdict.unexpected).toEqual([])
    })

    it('finds every exception', () => {
      expect(verdict.stale).toEqual([])
    })
  })

  describe(`${tool}, with broken objects`, () => {
    const scans: Record<string, Scan> = {}
    const sound = 'sound'

    beforeAll(async () => {
      const rendering = await renderRelease(production)
      const broken = Object.entries(fixtures).map(
        ([finding, change]) => [finding, change(structuredClone(rendering)).objects] as const,
      )
      Object.assign(scans, await scan({ [sound]: rendering.objects, ...Object.fromEntries(broken) }))
    })

    it.each(Object.keys(fixtures))('finds %s', (finding) => {
      const { findings } = scans[finding] as Scan
      const { unexpected } = judge({ tool, rendering: 'production', findings }, exceptions)
      expect(scans[sound]?.findings.map(titleOf)).not.toContain(finding)
      expect(unexpected.join('\n')).toContain(`${finding}: `)
    })

    it('has a broken object for every check', () => {
      const proved = Object.keys(fixtures).map((finding) => finding.split(': ')[0])
      const checks = [...new Set(scans[sound]?.checks)]
      expect(checks.length).toBeGreaterThan(20)
      expect(checks.filter((check) => !proved.includes(check))).toEqual([])
    })
  })
}
