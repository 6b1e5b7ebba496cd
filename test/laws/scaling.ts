import { claimsOfOneNode } from './claims.js'
import { type KubernetesObject, nameOf, ofKind, podsIn, selects, titleOf, workloadsIn } from './kubernetes.js'
import type { Law } from './law.js'
import { autoscalerOf, scaleOf } from './scale.js'

/** A number of pods that both the chart and the autoscaler set changes with every upgrade. */
export const onlyOneSetsTheNumberOfPods: Law = (objects) =>
  workloadsIn(objects).flatMap((workload) => {
    const isScaled = autoscalerOf(objects, workload) !== undefined
    const isFixed = workload.spec?.replicas !== undefined
    if (isScaled === isFixed) return [`${titleOf(workload)} is sized by ${isScaled ? 'two objects' : 'nobody'}.`]
    return []
  })

export const autoscalersHaveRoom: Law = (objects) =>
  ofKind(objects, 'HorizontalPodAutoscaler')
    .filter(({ spec }) => Number(spec?.minReplicas) > Number(spec?.maxReplicas))
    .map((autoscaler) => `${titleOf(autoscaler)} has more pods at least than at most.`)

/** Otherwise a node could never be drained, unless the values ask for just that: somebody moves the database first. */
export const disruptionBudgetsLetOnePodGo: Law = (objects, { values }) =>
  budgets(objects).flatMap(({ title, workload, fewest, spec }) => {
    const mayGo = spec?.maxUnavailable === undefined ? fewest - Number(spec?.minAvailable) : Number(spec.maxUnavailable)
    const isWanted = workload.kind === 'StatefulSet' && values.database.disruption.maxUnavailable === 0
    return mayGo >= 1 || isWanted ? [] : [`${title} lets no pod go.`]
  })

/** Otherwise a drain could take the whole workload away. One with a single pod has no other choice. */
export const disruptionBudgetsKeepOnePod: Law = (objects) =>
  budgets(objects).flatMap(({ title, fewest, spec }) =>
    fewest === 1 || Number(spec?.maxUnavailable ?? 0) < fewest ? [] : [`${title} lets all ${fewest} pods go.`],
  )

const budgets = (objects: readonly KubernetesObject[]) =>
  ofKind(objects, 'PodDisruptionBudget').flatMap((budget) =>
    workloadsIn(objects)
      .filter((workload) => selects(budget.spec?.selector, workload.spec?.template.metadata?.labels ?? {}))
      .map((workload) => ({
        title: titleOf(budget),
        workload,
        spec: budget.spec,
        fewest: scaleOf(objects, workload).fewest,
      })),
  )

export const workloadsWithSeveralPodsHaveBudgets: Law = (objects) =>
  workloadsIn(objects)
    .filter((workload) => scaleOf(objects, workload).fewest > 1)
    .filter((workload) => {
      const labels = workload.spec?.template.metadata?.labels ?? {}
      return !ofKind(objects, 'PodDisruptionBudget').some((budget) => selects(budget.spec?.selector, labels))
    })
    .map((workload) => `${titleOf(workload)} has several pods and no disruption budget.`)

/** No pod leaves before its successor is ready, unless both would need the same volume. */
export const rolloutsKeepAllPods: Law = (objects) =>
  ofKind(objects, 'Deployment')
    .filter(({ spec }) => spec?.strategy?.rollingUpdate?.maxUnavailable !== 0)
    .filter(
      ({ spec }) => spec?.strategy?.type !== 'Recreate' || claimsOfOneNode(objects, spec.template.spec).length === 0,
    )
    .map((deployment) => `${titleOf(deployment)} takes pods away before their successors are ready.`)

/** The process gets its whole time to drain, after the time in which proxies learn that it leaves. */
export const podsMayFinishTheirWork: Law = (objects, { values }) =>
  podsIn(objects).flatMap(({ owner, spec }) =>
    spec.containers.flatMap((container) => {
      const preStop = container.lifecycle?.preStop?.sleep?.seconds ?? 0
      const configs = (container.envFrom ?? []).map(({ configMapRef }) => configMapRef?.name)
      const drain = ofKind(objects, 'ConfigMap')
        .filter((config) => configs.includes(nameOf(config)))
        .map(({ data }) => Number(data?.SLIPWAY_DRAIN_SECONDS ?? 0))
        .reduce((sum, seconds) => sum + seconds, 0)
      const margin =
        container.name === 'api' || container.name === 'ui' ? values[container.name].shutdown.marginSeconds : 0
      const grace = spec.terminationGracePeriodSeconds ?? 30
      const need = preStop + drain + margin
      return need <= grace ? [] : [`${titleOf(owner)} is killed after ${grace} s but needs ${need} s.`]
    }),
  )
