import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { readValuesFile } from '../../src/cli/values-input.js'
import { valuesFolder } from '../laws/inputs.js'
import type { KubernetesObject } from '../laws/kubernetes.js'
import type { Break } from '../laws/prove.js'
import { renderRelease } from '../laws/release.js'
import { exceptions, judge, titleOf, type Verdict } from './exceptions.js'
import type { Scan, Scanner } from './scanner.js'

const production = readValuesFile(join(valuesFolder, 'production.yaml'))

/** What users get who set nothing, and what production gets. */
const renderings = { defaults: {}, production }

/** What a scanner must see of a broken rendering. */
const changedObjects = (sound: readonly KubernetesObject[], broken: readonly KubernetesObject[]) =>
  broken.length < sound.length ? broken : broken.filter((object, index) => !isDeepStrictEqual(object, sound[index]))

/**
 * Holds both renderings against a scanner, and proves that each of its checks can fail: every check that it does on
 * production has a fixture, which breaks the rendering and is named after the finding that this must give.
 */
export const provesScanner = (scanner: Scanner, fixtures: Readonly<Record<string, Break>>): void => {
  const { name: tool, scan, looksAtChangesAlone } = scanner
  let scans: Readonly<Record<string, Scan>>

  // In one scan: starting a scanner takes seconds.
  beforeAll(async () => {
    const [defaults, sound] = [await renderRelease(renderings.defaults), await renderRelease(renderings.production)]
    const broken = Object.entries(fixtures).map(([finding, change]) => {
      const { objects } = change(structuredClone(sound))
      return [finding, looksAtChangesAlone ? changedObjects(sound.objects, objects) : objects] as const
    })
    scans = await scan({ defaults: defaults.objects, production: sound.objects, ...Object.fromEntries(broken) })
  })

  describe.each(Object.keys(renderings))(`${tool}, with %s`, (rendering) => {
    const verdict = (): Verdict => judge({ tool, rendering, findings: scans[rendering]?.findings ?? [] }, exceptions)

    it('finds nothing but the exceptions', () => {
      expect(verdict().unexpected).toEqual([])
    })

    it('finds every exception', () => {
      expect(verdict().stale).toEqual([])
    })
  })

  describe(`${tool}, with broken objects`, () => {
    it.each(Object.keys(fixtures))('finds %s', (finding) => {
      const { findings } = scans[finding] as Scan
      const { unexpected } = judge({ tool, rendering: 'production', findings }, exceptions)
      expect(scans.production?.findings.map(titleOf)).not.toContain(finding)
      expect(unexpected.join('\n')).toContain(`${finding}: `)
    })

    it('has a broken object for every check', () => {
      const proved = Object.keys(fixtures).map((finding) => finding.split(': ')[0])
      const checks = [...new Set(scans.production?.checks)]
      expect(checks.length).toBeGreaterThan(20)
      expect(checks.filter((check) => !proved.includes(check))).toEqual([])
    })
  })
}
