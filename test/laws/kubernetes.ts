import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1'
import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import type { IIngress, INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1'
import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1'
import type {
  IConfigMap,
  IContainer,
  ILimitRange,
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
  Deployment: IDeployment
  HorizontalPodAutoscaler: IHorizontalPodAutoscaler
  HTTPRoute: IHTTPRoute
  Ingress: IIngress
  LimitRange: ILimitRange
  NetworkPolicy: INetworkPolicy
  Pod: IPod
  PodDisruptionBudget: IPodDisruptionBudget
  PriorityClass: IPriorityClass
  ResourceQuota: IResourceQuota
  Secret: ISecret
  Service: IService
  ServiceAccount: IServiceAccount
}

export type Kind = keyof Kinds
export type KubernetesObject = Kinds[Kind]
export type Labels = Readonly<Record<string, string>>
export type Container = IContainer

const knownKinds: Readonly<Record<Kind, true>> = {
  ConfigMap: true,
  Deployment: true,
  HorizontalPodAutoscaler: true,
  HTTPRoute: true,
  Ingress: true,
  LimitRange: true,
  NetworkPolicy: true,
  Pod: true,
  PodDisruptionBudget: true,
  PriorityClass: true,
  ResourceQuota: true,
  Secret: true,
  Service: true,
  ServiceAccount: true,
}

export const isKnownKind = (kind: string): kind is Kind => Object.hasOwn(knownKinds, kind)

export const ofKind = <K extends Kind>(objects: readonly KubernetesObject[], kind: K): readonly Kinds[K][] =>
  objects.filter((object) => object.kind === kind) as unknown as readonly Kinds[K][]

export const nameOf = (object: KubernetesObject): string => object.metadata?.name ?? ''

/** How a violation calls an object. */
export const titleOf = (object: KubernetesObject): string => `${object.kind}/${nameOf(object)}`

/** All pods that one object makes. */
export interface Pods {
  readonly owner: KubernetesObject
  readonly labels: Labels
  readonly spec: IPodSpec
  readonly isHook: boolean
}

export const podsIn = (objects: readonly KubernetesObject[]): readonly Pods[] => [
  ...ofKind(objects, 'Deployment').flatMap((owner) => podsOf(owner, owner.spec?.template)),
  ...ofKind(objects, 'Pod').flatMap((owner) => podsOf(owner, owner)),
]

const podsOf = (owner: KubernetesObject, template: Pick<IPod, 'metadata' | 'spec'> | undefined): readonly Pods[] => {
  if (template?.spec === undefined) return []
  const isHook = owner.metadata?.annotations?.['helm.sh/hook'] !== undefined
  return [{ owner, labels: template.metadata?.labels ?? {}, spec: template.spec, isHook }]
}

export const containersOf = ({ spec }: Pods): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
]

/** Every container of every pod, with the words for it in a violation. */
export const containersIn = (objects: readonly KubernetesObject[]) =>
  podsIn(objects).flatMap((pods) =>
    containersOf(pods).map((container) => ({ pods, container, title: `${titleOf(pods.owner)} ${container.name}` })),
  )

/** Whether a label selector picks pods with these labels. */
export const selects = (
  selector: { readonly matchLabels?: Labels; readonly matchExpressions?: unknown } | undefined,
  labels: Labels,
): boolean => {
  if (selector?.matchExpressions !== undefined) throw new Error('The laws do not know matchExpressions yet.')
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
}
