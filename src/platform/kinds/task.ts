import type { ICronJob, IJob, IJobSpec } from 'kubernetes-models/batch/v1'
import type { IContainer, IEnvVar } from 'kubernetes-models/v1'
import {
  chartInfo,
  type Expr,
  helper,
  json,
  type Lift,
  type LiftItem,
  type LiftObject,
  type Ref,
  release,
  sha256,
  spread,
  structure,
  text,
  trunc,
} from '../../helm/index.js'
import type { TaskName } from '../topology.js'
import { type ImageValues, values } from '../values/index.js'
import type { Component, ComponentExtras } from './component.js'
import { container } from './container.js'
import { labelsOf, objectMeta, podLabels } from './metadata.js'
import { nameOf } from './names.js'
import { objectOf } from './object.js'
import { podSpec } from './pod.js'
import { valuesKeyOf } from './server-values.js'
import { serviceAccountFor } from './service-account.js'
import { podMounts, podVolumes, type Volumes } from './volume.js'

const { jobs } = values

const run = helper('slipway.run', {
  doc: 'The end of the names of Jobs. A Job can never change, so it has another name when anything changes.',
  returns: 'name',
  body: () => {
    // Argo CD knows no revisions: there a Job runs again when the chart or a value changes.
    const all = text`${release.revision} ${chartInfo.version} ${chartInfo.appVersion} ${json(values)}`
    return trunc(sha256(all), 6)
  },
})

const jobOptions = helper('slipway.jobOptions', {
  doc: 'How often and how long a Job is tried.',
  returns: structure<Pick<IJobSpec, 'backoffLimit' | 'activeDeadlineSeconds' | 'podFailurePolicy'>>(),
  body: () => ({
    backoffLimit: jobs.retries,
    activeDeadlineSeconds: jobs.deadlineSeconds,
    // A drained node is no failed try.
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
  }),
})

export const taskHelpers = [run, jobOptions]

export interface TaskParts extends ComponentExtras {
  /** It runs at every installation and upgrade. */
  readonly atUpgrade?: true
  /** It runs at times: a cron line in UTC. */
  readonly schedule?: string | Expr<string>
  readonly image: Ref<ImageValues>
  readonly uid: Expr<number>
  readonly command: readonly string[]
  readonly args?: LiftObject<IContainer>['args']
  readonly env?: readonly LiftItem<Lift<IEnvVar>>[]
  /** Volumes apart from `/tmp`. */
  readonly volumes?: Volumes
}

/** A component that does one thing and ends, as a Job, a CronJob or both: tried again until it succeeds or time is over. */
export const task = (name: TaskName, parts: TaskParts): Component => {
  const { atUpgrade, schedule, exists, objects, claims = [], secrets = [], assertions = [] } = parts
  if (atUpgrade === undefined && schedule === undefined) throw new Error(`nothing says when the task ${name} runs`)
  const { spec, helpers } = specOf(name, parts)
  return {
    templates: {
      ...(atUpgrade && { job: jobOf(name, exists, spec) }),
      ...(schedule !== undefined && { 'cron-job': cronJobOf(name, exists, schedule, spec) }),
      'service-account': serviceAccountFor(name, exists),
      ...objects,
    },
    helpers,
    exists,
    opens: {},
    fewestPods: 0,
    // The Job of an upgrade and that of the schedule.
    peakPods: (atUpgrade ? 1 : 0) + (schedule === undefined ? 0 : 1),
    containers: [{ key: 'jobs', resources: jobs.resources }],
    claims,
    secrets,
    assertions,
  }
}

/** In place, or as a named template of the component when two objects need it. */
const specOf = (
  name: TaskName,
  parts: TaskParts,
): { readonly spec: Lift<IJobSpec>; readonly helpers: NonNullable<Component['helpers']> } => {
  const inPlace = jobSpec(name, parts)
  if (parts.atUpgrade === undefined || parts.schedule === undefined) return { spec: inPlace, helpers: {} }
  const shared = helper(`slipway.${valuesKeyOf(name)}`, {
    doc: `What the Job and the CronJob of ${name} do.`,
    returns: structure<IJobSpec>(),
    body: () => inPlace,
  })
  return { spec: shared() as unknown as Lift<IJobSpec>, helpers: { _pod: [shared] } }
}

/** A Job can never change, so each run has a name of its own. */
const jobOf = (name: TaskName, exists: Expr<boolean> | undefined, spec: Lift<IJobSpec>) =>
  objectOf<IJob>(exists, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: text`${nameOf(name)}-${run()}`, namespace: release.namespace, labels: labelsOf(name) },
    spec,
  })

/** One run at a time, and a late one is better than none. */
const cronJobOf = (
  name: TaskName,
  exists: Expr<boolean> | undefined,
  schedule: string | Expr<string>,
  spec: Lift<IJobSpec>,
) =>
  objectOf<ICronJob>(exists, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: objectMeta(name),
    spec: {
      schedule,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 900,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec },
    },
  })

const jobSpec = (name: TaskName, { image, uid, command, args, env, volumes = {} }: TaskParts) =>
  ({
    ...spread(jobOptions()),
    template: {
      metadata: { labels: podLabels({ component: name, more: {} }) },
      spec: podSpec(uid, {
        serviceAccountName: nameOf(name),
        restartPolicy: 'Never',
        containers: [
          container(
            { name, image, resources: jobs.resources, uid },
            {
              command: [...command],
              ...(args !== undefined && { args }),
              ...(env !== undefined && { env }),
              volumeMounts: podMounts(volumes),
            },
          ),
        ],
        volumes: podVolumes('64Mi', volumes),
      }),
    },
  }) satisfies LiftObject<IJobSpec>
