import { amountOf } from './quantity.js'

/** The parts of a Kubernetes object that the report reads. */
export interface KubernetesObject {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec?: {
    readonly replicas?: number
    readonly minReplicas?: number
    readonly maxReplicas?: number
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string }
    readonly template?: { readonly spec: PodSpec }
    readonly volumeClaimTemplates?: readonly { readonly spec: { readonly resources: Resources } }[]
  }
}

interface PodSpec {
  readonly containers: readonly { readonly resources?: Resources }[]
}

interface Resources {
  readonly requests?: Readonly<Record<string, string>>
  readonly limits?: Readonly<Record<string, string>>
}

export interface Totals {
  readonly pods: number
  readonly cpuRequests: string
  readonly cpuLimits: string
  readonly memoryRequests: string
  readonly memoryLimits: string
  readonly storage: string
}

const workloadKinds = new Set(['Deployment', 'StatefulSet'])

/** Fewest and most pods: the autoscaler's bounds where one is attached. */
const boundsOf = (
  workload: KubernetesObject,
  objects: readonly KubernetesObject[],
): { least: number; most: number } => {
  const autoscaler = objects.find(
    ({ spec }) => spec?.scaleTargetRef?.kind === workload.kind && spec.scaleTargetRef.name === workload.metadata.name,
  )
  const fixed = workload.spec?.replicas ?? 1
  return { least: autoscaler?.spec?.minReplicas ?? fixed, most: autoscaler?.spec?.maxReplicas ?? fixed }
}

/** `3 to 10 pods` for a workload, nothing for other objects. */
export const scaleOf = (object: KubernetesObject, objects: readonly KubernetesObject[]): string => {
  if (!workloadKinds.has(object.kind)) return ''
  const { least, most } = boundsOf(object, objects)
  return least === most ? `${least} pods` : `${least} to ${most} pods`
}

/** What the long-running pods need together. Rollouts, hooks and tests come on top. */
export const sumUp = (objects: readonly KubernetesObject[], scale: 'least' | 'most'): Totals => {
  const pods = objects
    .filter(({ kind }) => workloadKinds.has(kind))
    .map((workload) => ({ count: boundsOf(workload, objects)[scale], workload }))
  const sum = (of: 'requests' | 'limits', amount: string): number =>
    pods.reduce((total, { count, workload }) => {
      const containers = workload.spec?.template?.spec.containers ?? []
      return total + count * containers.reduce((one, { resources }) => one + amountOf(resources?.[of]?.[amount]), 0)
    }, 0)
  const storage = pods.reduce((total, { count, workload }) => {
    const claims = workload.spec?.volumeClaimTemplates ?? []
    return total + count * claims.reduce((one, { spec }) => one + amountOf(spec.resources.requests?.storage), 0)
  }, 0)
  return {
    pods: pods.reduce((total, { count }) => total + count, 0),
    cpuRequests: `${sum('requests', 'cpu')} CPU`,
    cpuLimits: `${sum('limits', 'cpu')} CPU`,
    memoryRequests: gibibytes(sum('requests', 'memory')),
    memoryLimits: gibibytes(sum('limits', 'memory')),
    storage: gibibytes(storage),
  }
}

const gibibytes = (bytes: number): string => `${Number((bytes / 2 ** 30).toFixed(2))} GiB`
