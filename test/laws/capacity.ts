import { amountOf } from '../../tools/report/quantity.js'
import { type KubernetesObject, ofKind, type Pods, podsIn, titleOf } from './kubernetes.js'
import type { Law } from './law.js'
import { scaleOf } from './scale.js'

type Amount = 'cpu' | 'memory'
type Bound = 'requests' | 'limits'
type Scale = 'fewest' | 'most'

/** What one pod counts for: its containers together, or the largest init container if that is more. */
const needOf = ({ spec }: Pods, bound: Bound, amount: Amount): number => {
  const amountIn = (container: Pods['spec']['containers'][number]) => amountOf(container.resources?.[bound]?.[amount])
  const together = spec.containers.map(amountIn).reduce((sum, one) => sum + one, 0)
  return Math.max(together, ...(spec.initContainers ?? []).map(amountIn))
}

/**
 * How many pods an object makes. In the middle of a rollout at the largest scale each pod may be there twice, because one
 * that drains still counts, besides the surge.
 */
const countOf = (objects: readonly KubernetesObject[], { owner }: Pods, scale: Scale): number => {
  if (owner.kind !== 'Deployment') return 1
  const { fewest, most } = scaleOf(objects, owner)
  if (scale === 'fewest') return fewest
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

/** The computed quota admits the largest scale in the middle of a rollout, and the test pod. */
export const computedQuotaAdmitsTheLargestScale: Law = (objects, { values }) => {
  if (values.quota.mode !== 'computed') return []
  return refusals(objects, [...totals(objects, 'most'), ['pods', sumOver(objects, 'most', () => 1)]])
}

/** The quota of the platform team admits at least the pods that run all the time. */
export const explicitQuotaAdmitsTheSmallestScale: Law = (objects, { values }) => {
  if (values.quota.mode !== 'explicit') return []
  const longRunning = podsIn(objects).filter(({ isHook }) => !isHook)
  return refusals(objects, totals(objects, 'fewest', longRunning))
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
      podsIn(objects).flatMap(({ owner, spec }) =>
        spec.containers.flatMap(({ name, resources }) =>
          Object.entries(max)
            .filter(([amount, most]) => amountOf(resources?.limits?.[amount]) > amountOf(most))
            .map(([amount]) => `${titleOf(range)} refuses the ${amount} limit of ${titleOf(owner)} ${name}.`),
        ),
      ),
    ),
  )

/** Serving pods have a priority, so that other pods make room for them; it is not everybody's. */
export const priorityIsOfServingPodsOnly: Law = (objects, { values }) => [
  ...ofKind(objects, 'PriorityClass')
    .filter(({ globalDefault }) => globalDefault !== false)
    .map((priorityClass) => `${titleOf(priorityClass)} is the default of the cluster.`),
  ...podsIn(objects)
    .filter(({ spec, isHook }) => isHook && spec.priorityClassName !== undefined)
    .map(({ owner }) => `${titleOf(owner)} may push serving pods out.`),
  ...podsIn(objects)
    .filter(() => values.priorityClass.create || values.priorityClass.name !== '')
    .filter(({ spec, isHook }) => !isHook && spec.priorityClassName === undefined)
    .map(({ owner }) => `${titleOf(owner)} has no priority.`),
]
