import type { IDeployment, IStatefulSet } from 'kubernetes-models/apps/v1'
import type { IPodSpec, IPodTemplateSpec } from 'kubernetes-models/v1'
import {
  add,
  type Expr,
  ifElse,
  type LiftObject,
  mul,
  not,
  present,
  type Ref,
  type Resource,
  resource,
  spread,
  when,
} from '../../helm/index.js'
import type { ServerName, ServingName } from '../topology.js'
import type { StorageValues } from '../values/index.js'
import type { ClaimFacts } from './component.js'
import { disruptionBudgetFor } from './disruption-budget.js'
import { objectMeta, selectorLabels } from './metadata.js'
import { nameOf } from './names.js'
import { objectOf } from './object.js'
import { apart } from './pod.js'
import { workloadOf } from './server-values.js'
import { headlessServiceFor } from './service.js'
import { fewestPods, mostPods } from './workload.js'

/** How many pods a server has, and what makes them: both follow from how a new version replaces the old one. */
export interface Pods {
  readonly fewest: number | Expr<number>
  /** Most pods at the same time. A pod that drains counts until it is gone. */
  readonly peak: number | Expr<number>
  /** The objects that make the pods, by the name of their file. */
  readonly objects: (
    server: ServerName,
    exists: Expr<boolean> | undefined,
    template: LiftObject<IPodTemplateSpec>,
  ) => Readonly<Record<string, Resource>>
  readonly claims?: readonly ClaimFacts[]
  /** How the pods keep apart. */
  readonly spread?: Partial<LiftObject<IPodSpec>>
}

const startsFirst = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } as const
const endsFirst = { type: 'Recreate' } as const

/**
 * One pod of a Deployment. Its successor starts first, unless two pods cannot be there at once: then the old one ends first,
 * always or under a condition.
 */
export const onePod = (rollout: { readonly endsFirst?: true | Expr<boolean> } = {}): Pods => ({
  fewest: 1,
  // Under a condition there is room for both: the next upgrade may change it.
  peak: rollout.endsFirst === true ? 1 : 2,
  objects: (server, exists, template) => ({
    deployment: objectOf<IDeployment>(exists, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: objectMeta(server),
      spec: {
        replicas: 1,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selectorLabels(server) },
        strategy: strategyOf(rollout.endsFirst),
        template,
      },
    }),
  }),
})

const strategyOf = (condition: true | Expr<boolean> | undefined) => {
  if (condition === undefined) return startsFirst
  return condition === true ? endsFirst : ifElse(condition, endsFirst, startsFirst)
}

interface PodWithVolume {
  /** Name of the claim. The volumes that exist carry it, so it can never change. */
  readonly claim: string
  readonly storage: Ref<StorageValues & { whenDeleted: 'Retain' | 'Delete' }>
  /** Pods that a node drain may take away. */
  readonly maxUnavailable: Expr<number>
}

/** One pod of a StatefulSet with a volume of its own. The old one always ends first. */
export const onePodWithVolume = ({ claim, storage, maxUnavailable }: PodWithVolume): Pods => ({
  fewest: 1,
  peak: 1,
  claims: [{ storage }],
  objects: (server, exists, template) => ({
    'disruption-budget': disruptionBudgetFor(server, exists, maxUnavailable),
    'headless-service': headlessServiceFor(server, exists),
    'stateful-set': objectOf<IStatefulSet>(exists, {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: objectMeta(server),
      spec: {
        replicas: 1,
        serviceName: nameOf(server, 'pods'),
        selector: { matchLabels: selectorLabels(server) },
        updateStrategy: { type: 'RollingUpdate' },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: storage.whenDeleted, whenScaled: 'Retain' },
        template,
        // Nothing here can ever change, so it holds as little as possible.
        volumeClaimTemplates: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: claim, labels: selectorLabels(server) },
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: present(storage.className, (name) => name),
              resources: { requests: { storage: storage.size } },
            },
          },
        ],
      },
    }),
  }),
})

/** As many pods as the load needs. A pod leaves only when its successor is ready. */
export const scaledPods = (server: ServingName): Pods => {
  const { autoscaling, replicas, rollout, scheduling } = workloadOf(server)
  return {
    fewest: fewestPods(server),
    // In the middle of a rollout a pod that drains still counts, so each may be there twice, besides the surge.
    peak: add(mul(mostPods(server), 2), rollout.maxSurge),
    spread: { ...spread(apart({ component: server, antiAffinity: scheduling.antiAffinity })) },
    objects: (_server, _exists, template) => ({
      deployment: resource<IDeployment>({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: objectMeta(server),
        spec: {
          // An autoscaler owns the number: sending it too would undo its work at every upgrade.
          replicas: when(not(autoscaling.enabled), replicas),
          revisionHistoryLimit: rollout.revisionHistory,
          minReadySeconds: rollout.minReadySeconds,
          selector: { matchLabels: selectorLabels(server) },
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: rollout.maxSurge } },
          template,
        },
      }),
    }),
  }
}
