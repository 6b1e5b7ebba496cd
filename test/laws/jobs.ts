import { jobsIn, type KubernetesObject, ofKind, titleOf } from './kubernetes.js'
import type { Law } from './law.js'

/** A Job that fails is tried a number of times and for some time, then somebody is told. */
export const jobsEnd: Law = (objects) =>
  jobsIn(objects).flatMap(({ owner, spec }) =>
    (['backoffLimit', 'activeDeadlineSeconds'] as const)
      .filter((field) => spec?.[field] === undefined)
      .map((field) => `${titleOf(owner)} has no ${field}.`),
  )

/** A drained node is no failed try. Kubernetes knows how a pod ended only if it does not start its containers again. */
export const drainsAreNoFailures: Law = (objects) =>
  jobsIn(objects).flatMap(({ owner, spec }) => {
    const rules = spec?.podFailurePolicy?.rules ?? []
    const isIgnored = rules.some(
      ({ action, onPodConditions = [] }) =>
        action === 'Ignore' &&
        onPodConditions.some(({ type, status }) => type === 'DisruptionTarget' && status === 'True'),
    )
    if (!isIgnored) return [`${titleOf(owner)} counts the drain of a node as a failure.`]
    return spec?.template.spec?.restartPolicy === 'Never' ? [] : [`${titleOf(owner)} restarts its containers.`]
  })

/** Two runs at once would do the same work twice, and one that is far too late is left out. */
export const schedulesAreOrderly: Law = (objects) =>
  ofKind(objects, 'CronJob').flatMap((job) => [
    ...(job.spec?.concurrencyPolicy === 'Forbid' ? [] : [`${titleOf(job)} may run twice at the same time.`]),
    ...(job.spec?.timeZone === undefined ? [`${titleOf(job)} runs at the local time of the cluster.`] : []),
    // The controller looks every ten seconds: it would miss a shorter time.
    ...(Number(job.spec?.startingDeadlineSeconds ?? 0) >= 10 ? [] : [`${titleOf(job)} starts however late it is.`]),
    ...historiesOf(job),
  ])

/** Finished Jobs stay in the namespace, but not all of them. */
const historiesOf = (job: CronJob): readonly string[] =>
  (['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const)
    .filter((field) => job.spec?.[field] === undefined)
    .map((field) => `${titleOf(job)} has no ${field}.`)

type CronJob = Extract<KubernetesObject, { kind: 'CronJob' }>
