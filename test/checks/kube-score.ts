import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kubernetesVersions } from '../../tools/kubernetes-kinds.js'
import type { KubernetesObject } from '../laws/kubernetes.js'
import { withoutRun } from '../support/job-titles.js'
import { runTool } from '../support/run-tool.js'
import type { Scan, Scanner } from './scanner.js'

/** What kube-score reports of one object. */
interface Report {
  readonly object_meta: { readonly name: string }
  readonly type_meta: { readonly kind: string }
  readonly checks: readonly {
    readonly check: { readonly id: string }
    readonly grade: number
    readonly skipped: boolean
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null
  }[]
}

/** The grade of a check that has nothing to say. */
const allOk = 10

/** The rule set is all that kube-score has: the checks that are on by default and each optional one. */
const flagsForAllChecks = async (): Promise<readonly string[]> => {
  const { output } = await runTool('kube-score', ['list'])
  const optional = output.split('\n').filter((line) => line.endsWith(',optional'))
  if (optional.length === 0) throw new Error(`kube-score lists no optional check:\n${output}`)
  return optional.flatMap((line) => ['--enable-optional-test', line.split(',')[0] as string])
}

const scanOne = async (objects: readonly KubernetesObject[], flags: readonly string[]): Promise<Scan> => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-kube-score-'))
  try {
    const file = join(folder, 'manifests.yaml')
    // JSON is YAML.
    writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'))
    const { output } = await runTool('kube-score', [
      ...['score', '--output-format', 'json'],
      ...['--kubernetes-version', `v${kubernetesVersions.at(-1)}`],
      // An exception stands in test/checks/exceptions.yaml with its reason, not in an annotation of the chart.
      ...['--disable-ignore-checks-annotations', '--disable-optional-checks-annotations'],
      ...flags,
      file,
    ])
    return scanOf(parse(output))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const parse = (output: string): readonly Report[] => {
  try {
    return JSON.parse(output) as readonly Report[]
  } catch {
    throw new Error(`kube-score gave no report:\n${output}`)
  }
}

const scanOf = (reports: readonly Report[]): Scan => ({
  findings: reports.flatMap(({ object_meta, type_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => grade < allOk && !skipped)
      .flatMap(({ check, comments }) =>
        (comments ?? []).map(({ path, summary }) => ({
          check: check.id,
          object: `${type_meta.kind}/${withoutRun(type_meta.kind, object_meta.name)}`,
          text: path === '' ? summary : `${path}: ${summary}`,
        })),
      ),
  ),
  checks: reports.flatMap(({ checks }) => checks.map(({ check }) => check.id)),
})

export const kubeScore: Scanner = {
  name: 'kube-score',
  looksAtChangesAlone: false,
  scan: async (manifests) => {
    const flags = await flagsForAllChecks()
    const scans = Object.entries(manifests).map(
      async ([name, objects]) => [name, await scanOne(objects, flags)] as const,
    )
    return Object.fromEntries(await Promise.all(scans))
  },
}
