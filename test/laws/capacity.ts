import { amountOf } from '../../tools/report/quantity.js'
import {
  claimTemplatesOf,
  containersIn,
  isSidecar,
  type KubernetesObject,
  ofKind,
  type Pods,
  podsIn,
  titleOf,
  workloadsIn,
} from './kubernetes.js'
import type { Law } from './law.js'
import { autoscalerOf, scaleOf } from './scale.js'

type Amount = 'cpu' | 'memory'
type Bound = 'requests' | 'limits'
type Scale = 'fewest' | 'most'

/**
 * What one pod counts for: its containers and sidecars together, or what one init container needs beside the sidecars that
 * started before it, if that is more.
 */
const needOf = ({ spec }: Pods, bound: Bound, amount: Amount): number => {
  const amountIn = (container: Pods['spec']['containers'][number]) => amountOf(container.resources?.[bound]?.[amount])
  const sumOf = (containers: Pods['spec']['containers']) => containers.map(amountIn).reduce((sum, one) => sum + one, 0)
  const starting = spec.initContainers ?? []
  const steps = starting
    .map((container, index) => ({ container, before: starting.slice(0, index).filter(isSidecar) }))
    .map(({ container, before }) => amountIn(container) + sumOf(before))
  return Math.max(sumOf([...spec.containers, ...starting.filter(isSidecar)]), ...steps)
}

/**
 * How many pods an object makes. In the middle of a rollout at the largest scale each pod may be there twice, because one
 * that drains still counts, besides the surge. One pod of a fixed number is replaced by one more; StatefulSets, and
 * Deployments that recreate their pods, wait until the old ones are gone.
 */
const countOf = (objects: readonly KubernetesObject[], { owner }: Pods, scale: Scale): number => {
  if (owner.kind !== 'Deployment' && owner.kind !== 'StatefulSet') return 1
  const { fewest, most } = scaleOf(objects, owner)
  if (scale === 'fewest') return fewest
  if (owner.kind === 'StatefulSet' || owner.spec?.strategy?.type === 'Recreate') return most
  if (most === 1 && autoscalerOf(objects, owner) === undefined) return 2
  return 2 * most + Number(owner.spec?.strategy?.rollingUpdate?.maxSurge ?? 1)
}

const sumOver = (
  objects: readonly KubernetesObject[],
  scale: Scale,
  needOfOne: (pods: Pods) => number,
  pods = podsIn(objects),
): number => pods.reduce((sum, one) => sum + countOf(objects, one, scale) * needOfOne(one), 0)

const totals = (objects: readonly KubernetesObject[], scale: Scale, pods = podsIn(objects)) =>
  (['requests', 'limits'] as const).flatMap((bound) =>
    (['cpu', 'memory'] as const).map(
      (amount) => [`${bound}.${amount}`, sumOver(objects, scale, (one) => needOf(one, bound, amount), pods)] as const,
    ),
  )

/** Bytes that all claims ask for, those of each pod of a StatefulSet too. */
const claimedStorage = (objects: readonly KubernetesObject[]): number =>
  [
    ...ofKind(objects, 'PersistentVolumeClaim').map((claim) => ({ claim, count: 1 })),
    ...workloadsIn(objects).flatMap((owner) =>
      claimTemplatesOf(owner).map((claim) => ({ claim, count: scaleOf(objects, owner).most })),
    ),
  ]
    .map(({ claim, count }) => count * amountOf(claim.spec?.resources?.requests?.storage))
    .reduce((sum, one) => sum + one, 0)

const refusals = (
  objects: readonly KubernetesObject[],
  needs: readonly (readonly [name: string, need: number])[],
): readonly string[] =>
  ofKind(objects, 'ResourceQuota').flatMap((quota) =>
    needs
      .map(([name, need]) => ({ name, need, allowed: quota.spec?.hard?.[name] }))
      // Rounding errors of sums of fractions are far below a thousandth.
      .filter(({ need, allowed }) => allowed !== undefined && amountOf(allowed) < need - 1e-6)
      .map(({ name, need, allowed }) => `${titleOf(quota)} allows ${name} ${allowed}, but ${need} are needed.`),
  )

/** The computed quota admits the largest scale in the middle of a rollout, with all Jobs and the test pod. */
export const computedQuotaAdmitsTheLargestScale: Law = (objects, { values }) => {
  if (values.quota.mode !== 'computed') return []
  return refusals(objects, [
    ...totals(objects, 'most'),
    ['pods', sumOver(objects, 'most', () => 1)],
    ['requests.storage', claimedStorage(objects)],
  ])
}

/** The quota of the platform team admits at least the pods that run all the time, and their volumes. */
export const explicitQuotaAdmitsTheSmallestScale: Law = (objects, { values }) => {
  if (values.quota.mode !== 'explicit') return []
  const longRunning = podsIn(objects).filter(({ isTask }) => !isTask)
  return refusals(objects, [...totals(objects, 'fewest', longRunning), ['requests.storage', claimedStorage(objects)]])
}

export const quotaAdmitsLoadBalancers: Law = (objects) => {
  const balancers = ofKind(objects, 'Service').filter(({ spec }) => spec?.type === 'LoadBalancer')
  return refusals(objects, [['services.loadbalancers', balancers.length]])
}

export const quotaIsThereUnlessSwitchedOff: Law = (objects, { values }) => {
  const isWanted = values.quota.mode !== 'none'
  return ofKind(objects, 'ResourceQuota').length === (isWanted ? 1 : 0) ? [] : [`quota.mode is ${values.quota.mode}.`]
}

/** The LimitRange refuses no container of the chart. */
export const limitRangeAdmitsContainers: Law = (objects) =>
  ofKind(objects, 'LimitRange').flatMap((range) =>
    (range.spec?.limits ?? []).flatMap(({ max = {} }) =>
      containersIn(objects).flatMap(({ container, title }) =>
        Object.entries(max)
          .filter(([amount, most]) => amountOf(container.resources?.limits?.[amount]) > amountOf(most))
          .map(([amount]) => `${titleOf(range)} refuses the ${amount} limit of ${title}.`),
      ),
    ),
  )

/** Pods that run all the time have a priority, so that other pods make room for them; it is not everybody's. */
export const priorityIsOfServingPodsOnly: Law = (objects, { values }) => [
  ...ofKind(objects, 'PriorityClass')
    .filter(({ globalDefault }) => globalDefault !== false)
    .map((priorityClass) => `${titleOf(priorityClass)} is the default of the cluster.`),
  ...podsIn(objects)
    .filter(({ spec, isTask }) => isTask && spec.priorityClassName !== undefined)
    .map(({ owner }) => `${titleOf(owner)} may push serving pods out.`),
  ...podsIn(objects)
    .filter(() => values.priorityClass.create || values.priorityClass.name !== '')
    .filter(({ spec, isTask }) => !isTask && spec.priorityClassName === undefined)
    .map(({ owner }) => `${titleOf(owner)} has no priority.`),
]
