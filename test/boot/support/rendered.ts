import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { IContainer, IPodSpec } from 'kubernetes-models/v1'
import { parseAllDocuments } from 'yaml'
import { projectFolder } from '../../../src/cli/project.js'
import { helmYaml } from '../../../src/helm/index.js'
import { amountOf } from '../../../tools/report/quantity.js'

interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> }
  readonly data?: Readonly<Record<string, string>>
  readonly stringData?: Readonly<Record<string, string>>
  readonly spec?: unknown
}

/** Everything that a release consists of: what Helm renders, and the Secrets that the user brings. */
export class Release {
  readonly #manifests: readonly Manifest[]

  constructor(manifests: readonly Manifest[]) {
    this.#manifests = manifests
  }

  /** Renders with the real Helm, and makes the Secrets with the command that docs/install.md names. */
  static render(name: string, args: readonly string[]): Release {
    const helm = join(projectFolder, '.tools/bin/helm-4.3.1')
    const rendered = execFileSync(helm, ['template', name, join(projectFolder, 'chart'), ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    const slipway = join(projectFolder, 'bin/slipway.js')
    const secrets = execFileSync(process.execPath, [slipway, 'secrets', name, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return new Release([...manifestsIn(rendered), ...manifestsIn(secrets)])
  }

  /** The pod of a workload or task of a component. */
  pod(kind: string, component: string): Pod {
    const found = this.#manifests.find(({ kind: one, metadata }) => one === kind && componentOf(metadata) === component)
    const spec = podSpecIn(found?.spec)
    if (spec === undefined) throw new Error(`the release has no ${kind} of ${component}`)
    return { spec, release: this }
  }

  /** Content of a ConfigMap or Secret. */
  data(kind: 'ConfigMap' | 'Secret', name: string): Readonly<Record<string, string>> {
    const found = this.#manifests.find((one) => one.kind === kind && one.metadata.name === name)
    if (found === undefined) throw new Error(`there is no ${kind} ${name}`)
    return { ...found.data, ...found.stringData }
  }

  /** Names of all Services: the hosts of the cluster. */
  get services(): readonly string[] {
    return this.#manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name)
  }
}

export interface Pod {
  readonly spec: IPodSpec
  readonly release: Release
}

const manifestsIn = (yaml: string): readonly Manifest[] => {
  const documents = parseAllDocuments(yaml, helmYaml)
  return Array.isArray(documents)
    ? documents.map((document) => document.toJS() as Manifest | null).filter((manifest) => manifest !== null)
    : []
}

const componentOf = ({ labels }: Manifest['metadata']): string | undefined => labels?.['app.kubernetes.io/component']

/** In a Pod, a Deployment or Job, or a CronJob. */
const podSpecIn = (spec: unknown): IPodSpec | undefined => {
  const { containers, template, jobTemplate } = (spec ?? {}) as Record<string, { spec?: unknown } | undefined>
  if (containers !== undefined) return spec as IPodSpec
  return template === undefined && jobTemplate === undefined ? undefined : podSpecIn((template ?? jobTemplate)?.spec)
}

export const containerIn = ({ spec }: Pod, name: string): IContainer => {
  const found = [...(spec.initContainers ?? []), ...spec.containers].find((one) => one.name === name)
  if (found === undefined) throw new Error(`the pod has no container ${name}`)
  return found
}

/** The environment of a container, as the kubelet makes it. */
export const environmentOf = ({ release }: Pod, { name, env = [], envFrom = [], resources }: IContainer) => ({
  ...Object.assign({}, ...envFrom.map(({ configMapRef }) => release.data('ConfigMap', configMapRef?.name ?? ''))),
  ...Object.fromEntries(
    env.map(({ name: variable, value, valueFrom }) => {
      if (valueFrom?.fieldRef !== undefined) return [variable, `${name}-0`]
      if (valueFrom?.resourceFieldRef === undefined) return [variable, value ?? '']
      const { resource, divisor = '1' } = valueFrom.resourceFieldRef
      const amount = resources?.limits?.[resource.replace('limits.', '')]
      return [variable, String(Math.ceil(amountOf(amount) / amountOf(divisor)))]
    }),
  ),
})
