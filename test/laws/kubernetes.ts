import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1'
import type { IDeployment, IStatefulSet } from 'kubernetes-models/apps/v1'
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import type { ICronJob, IJob } from 'kubernetes-models/batch/v1'
import type { IIngress, INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1'
import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1'
import type {
  IConfigMap,
  IContainer,
  ILimitRange,
  IPersistentVolumeClaim,
  IPod,
  IPodSpec,
  IResourceQuota,
  ISecret,
  IService,
  IServiceAccount,
} from 'kubernetes-models/v1'

/** The kinds that the chart makes. A new kind is added here, so that no law meets an object it does not know. */
interface Kinds {
  ConfigMap: IConfigMap
  CronJob: ICronJob
  Deployment: IDeployment
  HorizontalPodAutoscaler: IHorizontalPodAutoscaler
  HTTPRoute: IHTTPRoute
  Ingress: IIngress
  Job: IJob
  LimitRange: ILimitRange
  NetworkPolicy: INetworkPolicy
  PersistentVolumeClaim: IPersistentVolumeClaim
  Pod: IPod
  PodDisruptionBudget: IPodDisruptionBudget
  PriorityClass: IPriorityClass
  ResourceQuota: IResourceQuota
  Secret: ISecret
  Service: IService
  ServiceAccount: IServiceAccount
  StatefulSet: IStatefulSet
}

export type Kind = keyof Kinds
export type KubernetesObject = Kinds[Kind]
export type Labels = Readonly<Record<string, string>>
export type Container = IContainer

const knownKinds: Readonly<Record<Kind, true>> = {
  ConfigMap: true,
  CronJob: true,
  Deployment: true,
  HorizontalPodAutoscaler: true,
  HTTPRoute: true,
  Ingress: true,
  Job: true,
  LimitRange: true,
  NetworkPolicy: true,
  PersistentVolumeClaim: true,
  Pod: true,
  PodDisruptionBudget: true,
  PriorityClass: true,
  ResourceQuota: true,
  Secret: true,
  Service: true,
  ServiceAccount: true,
  StatefulSet: true,
}

export const isKnownKind = (kind: string): kind is Kind => Object.hasOwn(knownKinds, kind)

export const ofKind = <K extends Kind>(objects: readonly KubernetesObject[], kind: K): readonly Kinds[K][] =>
  objects.filter((object) => object.kind === kind) as unknown as readonly Kinds[K][]

export const nameOf = (object: KubernetesObject): string => object.metadata?.name ?? ''

/** How a violation calls an object. */
export const titleOf = (object: KubernetesObject): string => `${object.kind}/${nameOf(object)}`

/** What keeps a number of pods running. */
export type Workload = Kinds['Deployment'] | Kinds['StatefulSet']

export const workloadsIn = (objects: readonly KubernetesObject[]): readonly Workload[] => [
  ...ofKind(objects, 'Deployment'),
  ...ofKind(objects, 'StatefulSet'),
]

/** What every Job is told, whether it runs at once or on a schedule. */
export const jobsIn = (objects: readonly KubernetesObject[]) => [
  ...ofKind(objects, 'Job').map((owner) => ({ owner, spec: owner.spec })),
  ...ofKind(objects, 'CronJob').map((owner) => ({ owner, spec: owner.spec?.jobTemplate.spec })),
]

/** All pods that one object makes. */
export interface Pods {
  readonly owner: KubernetesObject
  readonly labels: Labels
  readonly annotations: Labels
  readonly spec: IPodSpec
  readonly isHook: boolean
  /** They end by themselves: hooks, Jobs. */
  readonly isTask: boolean
}

export const podsIn = (objects: readonly KubernetesObject[]): readonly Pods[] => [
  ...workloadsIn(objects).flatMap((owner) => podsOf(owner, owner.spec?.template)),
  ...jobsIn(objects).flatMap(({ owner, spec }) => podsOf(owner, spec?.template)),
  ...ofKind(objects, 'Pod').flatMap((owner) => podsOf(owner, owner)),
]

const podsOf = (owner: KubernetesObject, template: Pick<IPod, 'metadata' | 'spec'> | undefined): readonly Pods[] => {
  if (template?.spec === undefined) return []
  const { labels = {}, annotations = {} } = template.metadata ?? {}
  const isHook = owner.metadata?.annotations?.['helm.sh/hook'] !== undefined
  const isTask = isHook || owner.kind === 'Job' || owner.kind === 'CronJob'
  return [{ owner, labels, annotations, spec: template.spec, isHook, isTask }]
}

export const containersOf = ({ spec }: Pods): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
]

/** An init container that lives as long as the pod. */
export const isSidecar = ({ restartPolicy }: Container): boolean => restartPolicy === 'Always'

/** Every container of every pod, with the words for it in a violation. */
export const containersIn = (objects: readonly KubernetesObject[]) =>
  podsIn(objects).flatMap((pods) =>
    containersOf(pods).map((container) => ({ pods, container, title: `${titleOf(pods.owner)} ${container.name}` })),
  )

/** What a StatefulSet claims for each of its pods. */
export const claimTemplatesOf = (
  owner: KubernetesObject,
): readonly Pick<IPersistentVolumeClaim, 'metadata' | 'spec'>[] =>
  owner.kind === 'StatefulSet' ? (owner.spec?.volumeClaimTemplates ?? []) : []

/** Whether a label selector picks pods with these labels. */
export const selects = (
  selector: { readonly matchLabels?: Labels; readonly matchExpressions?: unknown } | undefined,
  labels: Labels,
): boolean => {
  if (selector?.matchExpressions !== undefined) throw new Error('The laws do not know matchExpressions yet.')
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
}
