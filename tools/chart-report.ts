import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { projectFolder } from '../src/cli/project.js'
import { helmYaml } from '../src/helm/index.js'
import { edges } from '../src/platform/topology.js'
import { kubernetesVersions } from './kubernetes-kinds.js'
import { type KubernetesObject, scaleOf, sumUp } from './report/capacity.js'
import { table } from './report/table.js'

/**
 * The second half of `make chart`: renders production with Helm, validates it with kubeconform against every supported
 * Kubernetes, and shows what it consists of.
 */
const bin = (name: string): string => join(projectFolder, '.tools/bin', name)
const valuesFile = 'values/production.yaml'

const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: projectFolder, encoding: 'utf8', maxBuffer: 1 << 28 })

const render = (): string =>
  run(bin('helm-4.3.1'), ['template', 'shop', 'chart', '--namespace', 'shop', '--values', valuesFile])

const validate = (manifests: string): void => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-manifests-'))
  try {
    const file = join(folder, 'manifests.yaml')
    writeFileSync(file, manifests)
    for (const version of kubernetesVersions) {
      const schemas = `schemas/kubernetes/${version}/{{ .ResourceKind }}{{ .KindSuffix }}.json`
      const summary = run(bin('kubeconform'), ['-strict', '-summary', '-schema-location', schemas, file]).trim()
      console.log(`kubeconform, Kubernetes ${version}: ${summary}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const objectsOf = (manifests: string): readonly KubernetesObject[] =>
  manifests
    .split(/^---$/m)
    .map((manifest) => parse(manifest, helmYaml) as KubernetesObject | null)
    .filter((object) => object !== null)

const report = (objects: readonly KubernetesObject[]): void => {
  const rows = objects
    .map((object) => [object.kind, object.metadata.name, scaleOf(object, objects)])
    .sort(([kindA, nameA], [kindB, nameB]) => `${kindA} ${nameA}`.localeCompare(`${kindB} ${nameB}`))
  console.log(`\n${table(['kind', 'name', 'scale'], rows)}\n`)
  const [least, most] = [sumUp(objects, 'least'), sumUp(objects, 'most')]
  const sums = [
    ['pods', String(least.pods), String(most.pods)],
    ['CPU requests', least.cpuRequests, most.cpuRequests],
    ['CPU limits', least.cpuLimits, most.cpuLimits],
    ['memory requests', least.memoryRequests, most.memoryRequests],
    ['memory limits', least.memoryLimits, most.memoryLimits],
    ['storage', least.storage, most.storage],
  ]
  console.log(`${table(['adds up to', 'smallest scale', 'largest scale'], sums)}\n`)
  console.log(
    `${objects.length} objects; ${edges.length} flows are allowed (docs/reference/flows.md), all others refused.`,
  )
}

const manifests = render()
console.log(`helm 4.3.1 rendered ${valuesFile}`)
validate(manifests)
report(objectsOf(manifests))
console.log('The chart is in chart/. Next: make test')
