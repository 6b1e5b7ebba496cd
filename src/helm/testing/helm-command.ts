import { execFile, execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import type { RenderedObject } from '../evaluator/chart-evaluator.js'
import type { PlainMap } from '../go/semantics.js'
import { helmYaml } from '../values/helm-yaml.js'
import { type HelmRenderer, type HelmRequest, type HelmResult, valuesText } from './helm-renderer.js'

const run = promisify(execFile)

const notesTemplate = 'notes-under-test'

/**
 * `helm template`, one process for each render: slow, but what users run. It also gives hooks and tests.
 *
 * @throws Error when the binary is no Helm.
 */
export const helmCommand = (binary = 'helm'): HelmRenderer => {
  const version = execFileSync(binary, ['version', '--template', '{{.Version}}'], { encoding: 'utf8' })
  return {
    version: version.trim().replace(/^v/, ''),
    render: (request) => render(binary, request),
    close: () => undefined,
  }
}

const render = async (binary: string, request: HelmRequest): Promise<HelmResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'helm-template-'))
  try {
    const chart = join(folder, 'chart')
    placeChart(request.chart, chart)
    const args = ['template', request.releaseName ?? 'release-name', chart, ...flagsFor(request, folder)]
    const { stdout } = await run(binary, args, { maxBuffer: 1 << 28, env: isolatedEnvironment(folder) })
    const manifests = parseManifests(stdout)
    const notes = manifests.find(({ template }) => template === notesTemplate)?.object.notes ?? ''
    return { objects: manifests.filter(({ template }) => template !== notesTemplate), notes: String(notes), error: '' }
  } catch (error) {
    const { stderr } = error as { readonly stderr?: string }
    if (stderr === undefined) throw error
    return { objects: [], notes: '', error: stderr.trim() || 'helm failed without a message' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `helm template` does not print the notes, and Helm 3 wants a cluster for anything else: one more template does. */
const placeChart = (chart: HelmRequest['chart'], folder: string): void => {
  if (typeof chart === 'string') cpSync(chart, folder, { recursive: true })
  else writeFiles(chart, folder)
  if (!existsSync(join(folder, 'templates/NOTES.txt'))) return
  const template = 'notes: {{ include (print .Template.BasePath "/NOTES.txt") . | quote }}\n'
  writeFileSync(join(folder, `templates/${notesTemplate}.yaml`), template)
}

const writeFiles = (files: ReadonlyMap<string, string>, folder: string): void => {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

const flagsFor = (request: HelmRequest, folder: string): readonly string[] => {
  const files = (request.values ?? []).map((values, index) => {
    const file = join(folder, `values-${index}.yaml`)
    writeFileSync(file, valuesText(values))
    return file
  })
  return [
    ...['--namespace', request.namespace ?? 'default'],
    ...files.flatMap((file) => ['--values', file]),
    ...(request.set ?? []).flatMap((assignment) => ['--set', assignment]),
    ...(request.apiVersions ?? []).flatMap((version) => ['--api-versions', version]),
    ...(request.kubeVersion === undefined ? [] : ['--kube-version', request.kubeVersion]),
    ...(request.isUpgrade === true ? ['--is-upgrade'] : []),
  ]
}

/** Nothing of the user's own Helm settings may change a result. */
export const isolatedEnvironment = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HELM_CACHE_HOME: folder,
  HELM_CONFIG_HOME: folder,
  HELM_DATA_HOME: folder,
  KUBECONFIG: join(folder, 'no'),
})

/** Splits what Helm prints into its templates and reads each as Helm and Kubernetes do. */
export const parseManifests = (text: string): readonly RenderedObject[] =>
  text.split(/^---$/m).flatMap((manifest) => {
    const object = parse(manifest, helmYaml) as PlainMap | null
    if (object === null) return []
    return [{ template: /^# Source: [^/]+\/templates\/(.+?)\.yaml$/m.exec(manifest)?.[1] ?? '', object }]
  })
