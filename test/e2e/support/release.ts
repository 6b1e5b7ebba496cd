import type { V1Deployment, V1Pod, V1StatefulSet } from '@kubernetes/client-node'
import type { ComponentName, ServerName } from '../../../src/platform/topology.js'
import { until } from '../../cluster/wait.js'
import { apps, autoscaling, core } from './cluster.js'
import { type HelmVersion, helm, kubectl, newestHelm, slipway } from './commands.js'
import { type Place, printed } from './exec.js'
import { makeNamespace } from './namespaces.js'

interface ReleaseParts {
  readonly name: string
  readonly namespace: string
  /** Arguments of Helm with the values. */
  readonly values: readonly string[]
}

/** The pod of the highest Kubernetes objects that change only with a new version. */
export type Workload = V1Deployment | V1StatefulSet

/** A release of the chart in the cluster. */
export class Release {
  readonly name: string
  readonly namespace: string
  readonly #values: readonly string[]

  constructor({ name, namespace, values }: ReleaseParts) {
    this.name = name
    this.namespace = namespace
    this.#values = values
  }

  /** Makes the namespace and the Secrets, as docs/install.md says, unless they are there. */
  async prepare(): Promise<void> {
    await makeNamespace(this.namespace)
    const { items } = await core.listNamespacedSecret({ namespace: this.namespace })
    if (items.length > 0) return
    const secrets = await slipway('secrets', this.name, '-n', this.namespace, ...this.#values)
    if (secrets.trim() !== '') await kubectl(['create', '-f', '-'], secrets)
  }

  install(version: HelmVersion = newestHelm, ...args: readonly string[]): Promise<string> {
    return this.#helm(version, 'install', 'chart', ...this.#values, ...args)
  }

  /** Brings the values of the release, besides those in `args`, into force. */
  upgrade(version: HelmVersion = newestHelm, ...args: readonly string[]): Promise<string> {
    // Otherwise Helm 4 does it as the last revision was made, which may have been Helm 3's way.
    const serverSide = version.startsWith('3.') ? [] : ['--server-side=true']
    return this.#helm(version, 'upgrade', 'chart', ...serverSide, ...this.#values, ...args)
  }

  rollback(version: HelmVersion, revision: number): Promise<string> {
    return this.#helm(version, 'rollback', String(revision))
  }

  uninstall(version: HelmVersion = newestHelm): Promise<string> {
    return this.#helm(version, 'uninstall')
  }

  notes(): Promise<string> {
    return helm(newestHelm, 'get', 'notes', this.name, '--namespace', this.namespace)
  }

  /** Number of the revision in force; 0 without a release. */
  async revision(): Promise<number> {
    const list = await helm(newestHelm, 'list', '--namespace', this.namespace, '--output=json')
    const found = (JSON.parse(list) as { name: string; revision: string }[]).find(({ name }) => name === this.name)
    return Number(found?.revision ?? 0)
  }

  /** Labels of the pods of a set. */
  labelsOf(component: ComponentName): Readonly<Record<string, string>> {
    return {
      'app.kubernetes.io/name': 'slipway',
      'app.kubernetes.io/instance': this.name,
      'app.kubernetes.io/component': component,
    }
  }

  /** Pods of a set, or of all of them, without those that have been told to end. */
  async pods(component?: ComponentName): Promise<readonly V1Pod[]> {
    const all = await this.allPods(component)
    return all.filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
  }

  async allPods(component?: ComponentName): Promise<readonly V1Pod[]> {
    const { items } = await core.listNamespacedPod(this.#selection(component))
    return items
  }

  /** Where commands run that somebody enters who looks after a component. */
  async placeIn(component: ServerName): Promise<Place> {
    const [pod] = await this.pods(component)
    if (pod?.metadata?.name === undefined) throw new Error(`${component} of ${this.name} has no pod`)
    return { namespace: this.namespace, pod: pod.metadata.name, container: component }
  }

  /** Name of the Service that clients of a component use. */
  async serviceOf(component: ServerName): Promise<string> {
    const { items } = await core.listNamespacedService(this.#selection(component))
    const found = items.find(({ spec }) => spec?.clusterIP !== 'None')
    if (found?.metadata?.name === undefined) throw new Error(`${component} of ${this.name} has no Service`)
    return found.metadata.name
  }

  async secret(name: string, key: string): Promise<string> {
    const { data } = await core.readNamespacedSecret({ namespace: this.namespace, name })
    return Buffer.from(data?.[key] ?? '', 'base64').toString()
  }

  async workloads(): Promise<readonly Workload[]> {
    const [deployments, statefulSets] = await Promise.all([
      apps.listNamespacedDeployment(this.#selection()),
      apps.listNamespacedStatefulSet(this.#selection()),
    ])
    return [...deployments.items, ...statefulSets.items]
  }

  async deployment(component: ServerName): Promise<V1Deployment> {
    const { items } = await apps.listNamespacedDeployment(this.#selection(component))
    if (items[0] === undefined) throw new Error(`${component} of ${this.name} has no Deployment`)
    return items[0]
  }

  /** Rows that a user of the database sees, as text. */
  async sql(query: string, database = 'slipway'): Promise<readonly string[]> {
    const psql = `PGPASSWORD=$(cat /var/run/secrets/slipway/database/postgres) psql --host=127.0.0.1 \
--username=postgres --dbname=${database} --no-psqlrc --tuples-only --no-align --command="$1"`
    return (await printed(await this.placeIn('database'), 'sh', '-c', psql, 'sh', query)).split('\n')
  }

  /** Waits until all pods of the newest version run, as many as the autoscalers want at least, and no other. */
  settled(seconds = 240): Promise<true> {
    return until(`${this.name} has all its pods`, seconds, async () => {
      const open = await this.#unsettled()
      if (open.length > 0) throw new Error(open.join('\n  '))
      return true as const
    })
  }

  async #unsettled(): Promise<readonly string[]> {
    const [workloads, autoscalers, pods] = await Promise.all([
      this.workloads(),
      autoscaling.listNamespacedHorizontalPodAutoscaler(this.#selection()),
      this.allPods(),
    ])
    const fewest = new Map(autoscalers.items.map(({ spec }) => [spec?.scaleTargetRef.name, spec?.minReplicas]))
    return [
      ...workloads.flatMap(({ metadata, spec, status }) => {
        const wanted = Math.max(spec?.replicas ?? 0, fewest.get(metadata?.name) ?? 0)
        const seen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0)
        const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = status ?? {}
        const isThere = seen && [updatedReplicas, availableReplicas, replicas].every((count) => count === wanted)
        return isThere
          ? []
          : [`${metadata?.name}: ${availableReplicas} of ${wanted} pods available, ${updatedReplicas} new`]
      }),
      ...pods
        .filter(({ metadata }) => metadata?.deletionTimestamp !== undefined)
        .map(({ metadata }) => `${metadata?.name} has not ended`),
      ...pods
        .filter((pod) => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed' && !isReady(pod))
        .map(({ metadata }) => `${metadata?.name} is not ready`),
    ]
  }

  #helm(version: HelmVersion, command: string, ...args: readonly string[]): Promise<string> {
    return helm(version, command, this.name, ...args, '--namespace', this.namespace)
  }

  #selection(component?: ComponentName) {
    const labels = [
      `app.kubernetes.io/instance=${this.name}`,
      ...(component === undefined ? [] : [`app.kubernetes.io/component=${component}`]),
    ]
    return { namespace: this.namespace, labelSelector: labels.join(',') }
  }
}

export const isReady = ({ status }: V1Pod): boolean =>
  (status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True')
