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
 * that drains still counts, besides the surge. One pod of a fixed number is replaced by one more, if not now then when an
 * upgrade changes the strategy; StatefulSets wait until the old ones are gone.
 */
const countOf = (objects: readonly KubernetesObject[], { owner }: Pods, scale: Scale): number => {
  if (owner.kind !== 'Deployment' && owner.kind !== 'StatefulSet') return 1
  const { fewest, most } = scaleOf(objects, owner)
  if (scale === 'fewest') return fewest
  if (owner.kind === 'StatefulSet') return most
  if (most === 1 && autoscalerOf(objects, owner) === undefined) return 2
  return 2 * most + Number(owner.spec?.strategy?.rollingUpdate?.maxSurge ?? 1)
}

/** What one kind of pod or of volume adds to an amount of the quota. */
interface Share {
  readonly of: string
  readonly count: number
  readonly each: number
}

const sharesOf = (
  objects: readonly KubernetesObject[],
  scale: Scale,
  needOfOne: (pods: Pods) => number,
  pods = podsIn(objects),
): readonly Share[] =>
  pods.map((one) => ({ of: titleOf(one.owner), count: countOf(objects, one, scale), each: needOfOne(one) }))

const resourceShares = (objects: readonly KubernetesObject[], scale: Scale, pods = podsIn(objects)) =>
  (['requests', 'limits'] as const).flatMap((bound) =>
    (['cpu', 'memory'] as const).map(
      (amount) => [`${bound}.${amount}`, sharesOf(objects, scale, (one) => needOf(one, bound, amount), pods)] as const,
    ),
  )

/** Bytes that the claims ask for, those of each pod of a StatefulSet too. */
const storageShares = (objects: readonly KubernetesObject[]): readonly Share[] =>
  [
    ...ofKind(objects, 'PersistentVolumeClaim').map((claim) => ({ of: titleOf(claim), claim, count: 1 })),
    ...workloadsIn(objects).flatMap((owner) =>
      claimTemplatesOf(owner).map((claim) => ({ of: titleOf(owner), claim, count: scaleOf(objects, owner).most })),
    ),
  ].map(({ of, claim, count }) => ({ of, count, each: amountOf(claim.spec?.resources?.requests?.storage) }))

const sum = (shares: readonly Share[]): number => shares.reduce((total, { count, each }) => total + count * each, 0)

/** `10 = 2 × 4 for Deployment/api + 1 × 2 for Deployment/ui`, so that a wrong number shows whose it is. */
const reckoning = (shares: readonly Share[]): string =>
  `${round(sum(shares))} = ${shares.map(({ of, count, each }) => `${count} × ${round(each)} for ${of}`).join(' + ')}`

/** Rounding errors of sums of fractions are far below a thousandth. */
const round = (amount: number): number => Math.round(amount * 1e6) / 1e6

type Needs = readonly (readonly [name: string, shares: readonly Share[]])[]

const refusals = (objects: readonly KubernetesObject[], needs: Needs): readonly string[] =>
  ofKind(objects, 'ResourceQuota').flatMap((quota) =>
    needs
      .map(([name, shares]) => ({ name, shares, allowed: quota.spec?.hard?.[name] }))
      .filter(({ shares, allowed }) => allowed !== undefined && round(amountOf(allowed)) < round(sum(shares)))
      .map(({ name, shares, allowed }) => `${titleOf(quota)} allows ${name} ${allowed} of ${reckoning(shares)}.`),
  )

/** The computed quota admits the largest scale in the middle of a rollout, with all Jobs, the test pod and the whole headroom. */
export const computedQuotaAdmitsTheLargestScale: Law = (objects, { values }) => {
  if (values.quota.mode !== 'computed') return []
  const { headroom } = values.quota
  const spare = (each: number): Share => ({ of: 'headroom', count: 1, each })
  const spareOf = (name: string): number => {
    const [bound, amount] = name.split('.') as [Bound, Amount]
    return amountOf(headroom[bound][amount])
  }
  return refusals(objects, [
    ...resourceShares(objects, 'most').map(([name, shares]) => [name, [...shares, spare(spareOf(name))]] as const),
    ['pods', [...sharesOf(objects, 'most', () => 1), spare(headroom.pods)]],
    ['requests.storage', [...storageShares(objects), spare(amountOf(headroom.storage))]],
  ])
}

/** The quota of the platform team admits at least the pods that run all the time, and their volumes. */
export const explicitQuotaAdmitsTheSmallestScale: Law = (objects, { values }) => {
  if (values.quota.mode !== 'explicit') return []
  const longRunning = podsIn(objects).filter(({ isTask }) => !isTask)
  return refusals(objects, [
    ...resourceShares(objects, 'fewest', longRunning),
    ['requests.storage', storageShares(objects)],
  ])
}

export const quotaAdmitsLoadBalancers: Law = (objects) => {
  const balancers = ofKind(objects, 'Service').filter(({ spec }) => spec?.type === 'LoadBalancer')
  const shares = balancers.map((service) => ({ of: titleOf(service), count: 1, each: 1 }))
  return refusals(objects, [['services.loadbalancers', shares]])
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
