import { type KubernetesObject, nameOf, ofKind, podsIn, selects, titleOf } from './kubernetes.js'
import type { Law } from './law.js'
import { autoscalerOf, scaleOf } from './scale.js'

/** A number of pods that both the chart and the autoscaler set changes with every upgrade. */
export const onlyOneSetsTheNumberOfPods: Law = (objects) =>
  ofKind(objects, 'Deployment').flatMap((deployment) => {
    const isScaled = autoscalerOf(objects, deployment) !== undefined
    const isFixed = deployment.spec?.replicas !== undefined
    if (isScaled === isFixed) return [`${titleOf(deployment)} is sized by ${isScaled ? 'two objects' : 'nobody'}.`]
    return []
  })

export const autoscalersHaveRoom: Law = (objects) =>
  ofKind(objects, 'HorizontalPodAutoscaler')
    .filter(({ spec }) => Number(spec?.minReplicas) > Number(spec?.maxReplicas))
    .map((autoscaler) => `${titleOf(autoscaler)} has more pods at least than at most.`)

/** Otherwise a node could never be drained. */
export const disruptionBudgetsLetOnePodGo: Law = (objects) =>
  budgets(objects).flatMap(({ title, fewest, spec }) => {
    const mayGo = spec?.maxUnavailable === undefined ? fewest - Number(spec?.minAvailable) : Number(spec.maxUnavailable)
    return mayGo >= 1 ? [] : [`${title} lets no pod go.`]
  })

/** Otherwise a drain could take the whole workload away. */
export const disruptionBudgetsKeepOnePod: Law = (objects) =>
  budgets(objects).flatMap(({ title, fewest, spec }) =>
    Number(spec?.maxUnavailable ?? 0) < fewest ? [] : [`${title} lets all ${fewest} pods go.`],
  )

const budgets = (objects: readonly KubernetesObject[]) =>
  ofKind(objects, 'PodDisruptionBudget').flatMap((budget) =>
    ofKind(objects, 'Deployment')
      .filter((deployment) => selects(budget.spec?.selector, deployment.spec?.template.metadata?.labels ?? {}))
      .map((deployment) => ({
        title: titleOf(budget),
        spec: budget.spec,
        fewest: scaleOf(objects, deployment).fewest,
      })),
  )

export const workloadsWithSeveralPodsHaveBudgets: Law = (objects) =>
  ofKind(objects, 'Deployment')
    .filter((deployment) => scaleOf(objects, deployment).fewest > 1)
    .filter((deployment) => {
      const labels = deployment.spec?.template.metadata?.labels ?? {}
      return !ofKind(objects, 'PodDisruptionBudget').some((budget) => selects(budget.spec?.selector, labels))
    })
    .map((deployment) => `${titleOf(deployment)} has several pods and no disruption budget.`)

/** No pod leaves before its successor is ready. */
export const rolloutsKeepAllPods: Law = (objects) =>
  ofKind(objects, 'Deployment')
    .filter(({ spec }) => spec?.strategy?.rollingUpdate?.maxUnavailable !== 0)
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
