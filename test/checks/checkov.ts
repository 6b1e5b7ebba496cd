import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KubernetesObject } from '../laws/kubernetes.js'
import { withoutRun } from '../support/job-titles.js'
import { runTool } from '../support/run-tool.js'
import type { Scan, Scanner } from './scanner.js'

interface CheckRecord {
  readonly check_id: string
  readonly check_name: string
  readonly check_class: string
  /** `KIND.NAMESPACE.NAME`, and for the pods of a Deployment its name with their labels after it. */
  readonly resource: string
  readonly file_path: string
}

interface Report {
  readonly results: {
    readonly passed_checks: readonly CheckRecord[]
    readonly failed_checks: readonly CheckRecord[]
    readonly skipped_checks: readonly CheckRecord[]
    readonly parsing_errors: readonly string[]
  }
}

/** Checks of the flags of Kubernetes itself, which no object of the chart can fail: it does not run these programs. */
const ofKubernetesItself =
  /\.(ApiServer|ControllerManager|Etcd|KubeControllerManager|Kube?let|RotateKubelet|Scheduler)/i

/** checkov matches labels across files, so each rendering is scanned as a release of its own. */
const releaseName = 'shop'
const ownName = (index: number): string => `${releaseName}${index}`

const asRelease = (objects: readonly KubernetesObject[], name: string): string =>
  objects.map((object) => JSON.stringify(object).replaceAll(releaseName, name)).join('\n---\n')

const flags = [
  ...['--framework', 'kubernetes', '--output', 'json', '--compact'],
  // Without these checkov asks its maker for descriptions of the checks, and the registry for a newer checkov.
  '--skip-download',
]
const environment = { CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true' }

const parse = (output: string): Report => {
  try {
    const report = JSON.parse(output) as Report
    const { parsing_errors } = report.results
    if (parsing_errors.length > 0) throw new Error(`it could not read ${parsing_errors.join(', ')}`)
    return report
  } catch (error) {
    throw new Error(`checkov gave no report: ${(error as Error).message}\n${output}`)
  }
}

const scanOf = ({ results }: Report, file: string, name: string): Scan => {
  const inFile = ({ file_path }: CheckRecord) => file_path.endsWith(`/${file}`)
  // An exception stands in test/checks/exceptions.yaml with its reason, not in an annotation of the chart.
  const failed = [...results.failed_checks, ...results.skipped_checks].filter(inFile)
  return {
    findings: failed.map(({ check_id, check_name, resource }) => ({
      check: check_id,
      object: titleOf(resource.replaceAll(name, releaseName)),
      text: check_name,
    })),
    checks: [...failed, ...results.passed_checks.filter(inFile)]
      .filter(({ check_class }) => !ofKubernetesItself.test(check_class))
      .map(({ check_id }) => check_id),
  }
}

const titleOf = (resource: string): string => {
  const [kind = '', _namespace, ...name] = resource.replace(/\.app\.kubernetes\.io\/.*$/, '').split('.')
  return `${kind}/${withoutRun(kind, name.join('.'))}`
}

export const checkov: Scanner = {
  name: 'checkov',
  looksAtChangesAlone: true,
  scan: async (manifests) => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-checkov-'))
    try {
      const files = Object.entries(manifests).map(([name, objects], index) => {
        const file = `${index}.yaml`
        writeFileSync(join(folder, file), asRelease(objects, ownName(index)))
        return { name, file, release: ownName(index) }
      })
      // In an empty home, for the user's own settings must not change a result.
      const { output } = await runTool('checkov', [...flags, '--directory', folder], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, ...environment },
      })
      const report = parse(output)
      return Object.fromEntries(files.map(({ name, file, release }) => [name, scanOf(report, file, release)]))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
