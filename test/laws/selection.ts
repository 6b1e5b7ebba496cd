import { isDeepStrictEqual } from 'node:util'
import { containersOf, ofKind, podsIn, selects, titleOf, workloadsIn } from './kubernetes.js'
import type { Law } from './law.js'

export const workloadsSelectTheirOwnPods: Law = (objects) =>
  workloadsIn(objects)
    .filter(({ spec }) => !selects(spec?.selector, spec?.template.metadata?.labels ?? {}))
    .map((owner) => `${titleOf(owner)} does not select its own pods.`)

/** Two workloads that select the same pods adopt and kill each other's. */
export const selectorsAreUnique: Law = (objects) =>
  workloadsIn(objects).flatMap((owner) =>
    podsIn(objects)
      .filter((pods) => pods.owner !== owner && selects(owner.spec?.selector, pods.labels))
      .map((pods) => `${titleOf(owner)} selects the pods of ${titleOf(pods.owner)} too.`),
  )

/** A Service finds pods, and each of them has its ports. */
export const servicesFindPodsAndPorts: Law = (objects) =>
  ofKind(objects, 'Service').flatMap((service) => {
    const found = podsIn(objects).filter(({ labels }) => selects({ matchLabels: service.spec?.selector ?? {} }, labels))
    if (found.length === 0) return [`${titleOf(service)} selects no pod.`]
    return found.flatMap((pods) => {
      const ports = containersOf(pods).flatMap((container) => container.ports ?? [])
      return (service.spec?.ports ?? [])
        .map(({ port, targetPort = port }) => targetPort)
        .filter((target) => !ports.some(({ name, containerPort }) => target === name || target === containerPort))
        .map((target) => `${titleOf(service)} sends to port ${target}, which ${titleOf(pods.owner)} does not have.`)
    })
  })

/** A pod of a Job or a hook would get requests of users while it lives. */
export const taskPodsMatchNoService: Law = (objects) =>
  podsIn(objects)
    .filter(({ isTask }) => isTask)
    .flatMap(({ owner, labels }) =>
      ofKind(objects, 'Service')
        .filter((service) => selects({ matchLabels: service.spec?.selector ?? {} }, labels))
        .map((service) => `${titleOf(service)} selects the pods of the task ${titleOf(owner)}.`),
    )

export const disruptionBudgetsFindPods: Law = (objects) =>
  ofKind(objects, 'PodDisruptionBudget')
    .filter((budget) => !podsIn(objects).some(({ labels }) => selects(budget.spec?.selector, labels)))
    .map((budget) => `${titleOf(budget)} selects no pod.`)

export const networkPoliciesFindPods: Law = (objects) =>
  ofKind(objects, 'NetworkPolicy')
    .filter((policy) => !podsIn(objects).some(({ labels }) => selects(policy.spec?.podSelector, labels)))
    .map((policy) => `${titleOf(policy)} selects no pod.`)

/** Spread and anti-affinity count the pods of the workload itself. */
export const schedulingCountsTheSamePods: Law = (objects) =>
  workloadsIn(objects).flatMap((owner) => {
    const spec = owner.spec?.template.spec
    const antiAffinity = spec?.affinity?.podAntiAffinity
    const terms = [
      ...(spec?.topologySpreadConstraints ?? []),
      ...(antiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
      ...(antiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => term.podAffinityTerm),
    ]
    return terms
      .filter(({ labelSelector }) => !isDeepStrictEqual(labelSelector, owner.spec?.selector))
      .map(({ topologyKey }) => `${titleOf(owner)} counts other pods than its own per ${topologyKey}.`)
  })
