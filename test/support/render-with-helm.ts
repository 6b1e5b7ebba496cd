import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'

const run = promisify(execFile)

/** The Helm releases that the chart supports, oldest first; built by `make tools`. */
export const helmVersions = ['3.21.4', '4.2.4', '4.3.1'] as const
export type HelmRelease = (typeof helmVersions)[number]
export const newestHelm: HelmRelease = '4.3.1'

/** The releases that a run compares with: all, unless it is the toolkit that varies, as in mutation tests. */
export const testedHelmVersions: readonly HelmRelease[] =
  process.env.HELM_RELEASES === 'newest' ? [newestHelm] : helmVersions

export const helmBinary = (version: HelmRelease): string => join(projectFolder, '.tools/bin', `helm-${version}`)

export interface HelmInput {
  readonly version?: HelmRelease
  readonly chart?: string
  readonly releaseName?: string
  readonly namespace?: string
  readonly valuesFiles?: readonly string[]
  /** Written to a values file of their own, after the others. */
  readonly overrides?: PlainMap
  readonly flags?: readonly string[]
}

export interface HelmObject {
  /** Path below `templates/` without `.yaml`. */
  readonly template: string
  readonly object: PlainMap
}

export interface HelmResult {
  readonly objects: readonly HelmObject[]
  /** What Helm said; empty when all went well. */
  readonly error: string
}

/** Runs `helm template`, which also gives hooks and tests, and parses what it prints. */
export const renderWithHelm = async (input: HelmInput = {}): Promise<HelmResult> => {
  const { stdout, error } = await runHelm(input)
  return { objects: error === '' ? parseManifests(stdout) : [], error }
}

/**
 * The notes. `helm template` does not print them and Helm 3 wants a cluster for anything else, so a copy of the chart gets
 * one more template that includes them.
 */
export const notesFromHelm = async (input: HelmInput = {}): Promise<string> => {
  const chart = mkdtempSync(join(tmpdir(), 'slipway-chart-'))
  try {
    cpSync(join(projectFolder, 'chart'), chart, { recursive: true })
    const template = 'notes: {{ include (print .Template.BasePath "/NOTES.txt") . | quote }}'
    writeFileSync(join(chart, 'templates/notes-under-test.yaml'), template)
    const { objects, error } = await renderWithHelm({ ...input, chart })
    if (error !== '') throw new Error(error)
    return String(objects.find((found) => found.template === 'notes-under-test')?.object.notes)
  } finally {
    rmSync(chart, { recursive: true, force: true })
  }
}

const runHelm = async ({
  version = newestHelm,
  chart = join(projectFolder, 'chart'),
  releaseName = 'shop',
  ...input
}: HelmInput): Promise<{ stdout: string; error: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-values-'))
  // Nothing of the user's own Helm settings may change a result.
  const home = {
    HELM_CACHE_HOME: folder,
    HELM_CONFIG_HOME: folder,
    HELM_DATA_HOME: folder,
    KUBECONFIG: join(folder, 'no'),
  }
  try {
    const files = [...(input.valuesFiles ?? [])]
    if (input.overrides !== undefined) {
      const file = join(folder, 'overrides.json')
      writeFileSync(file, asciiJson(input.overrides))
      files.push(file)
    }
    const args = ['template', releaseName, chart, '--namespace', input.namespace ?? 'default']
    const flags = [...files.flatMap((file) => ['--values', file]), ...(input.flags ?? [])]
    const env = { ...process.env, ...home }
    const { stdout } = await run(helmBinary(version), [...args, ...flags], { maxBuffer: 1 << 28, env })
    return { stdout, error: '' }
  } catch (error) {
    const { stderr } = error as { readonly stderr?: string }
    if (stderr === undefined) throw error
    return { stdout: '', error: stderr.trim() || 'helm failed without a message' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Helm reads JSON as YAML, which takes some characters only when they are escaped. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Splits what Helm prints into its templates and reads each as YAML 1.1, as Kubernetes does. */
export const parseManifests = (text: string): readonly HelmObject[] =>
  text.split(/^---$/m).flatMap((manifest) => {
    const object = parse(manifest, { version: '1.1' }) as PlainMap | null
    if (object === null) return []
    return [{ template: /^# Source: [^/]+\/templates\/(.+?)\.yaml$/m.exec(manifest)?.[1] ?? '', object }]
  })
