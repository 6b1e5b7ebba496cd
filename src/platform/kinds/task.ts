import type { IJobSpec } from 'kubernetes-models/batch/v1'
import type { IContainer } from 'kubernetes-models/v1'
import {
  chartInfo,
  type Expr,
  env,
  helper,
  json,
  type LiftObject,
  merge,
  named,
  passthrough,
  type Ref,
  release,
  sha256,
  text,
  trunc,
} from '../../helm/index.js'
import type { ClientName } from '../topology.js'
import { type ImageValues, values } from '../values/index.js'
import { imageOf } from './image.js'
import { labelsOf, selectorLabels } from './metadata.js'
import { nameOf } from './names.js'
import { mountsOf, type OwnVolumes, volumesOf } from './own-volume.js'
import { podBasics } from './pod-template.js'
import { containerSecurityContext, podSecurityContext } from './security.js'

const { jobs } = values

export interface TaskParts {
  readonly image: Ref<ImageValues>
  readonly uid: Expr<number>
  readonly command: readonly string[]
  readonly args?: LiftObject<IContainer>['args']
  readonly env: Parameters<typeof env>[0]
  /** Volumes apart from `/tmp`. */
  readonly volumes: OwnVolumes
}

const run = helper('slipway.run', {
  doc: 'The end of the names of Jobs. A Job can never change, so it has another name when anything changes.',
  returns: 'name',
  body: () => {
    // Argo CD knows no revisions: there a Job runs again when the chart or a value changes.
    const all = text`${release.revision} ${chartInfo.version} ${chartInfo.appVersion} ${json(values)}`
    return trunc(sha256(all), 6)
  },
})

export const taskHelpers = [run]

/** Name, namespace and labels of a Job that runs at every installation and upgrade. */
export const taskMeta = (task: ClientName) => ({
  name: text`${nameOf(task)}-${run()}`,
  namespace: release.namespace,
  labels: labelsOf(task),
})

/** A pod that does one thing and ends; tried again until it succeeds or the deadline is over. */
export const taskSpec = (task: ClientName, { image, uid, command, args, env: own, volumes }: TaskParts) =>
  ({
    backoffLimit: jobs.retries,
    activeDeadlineSeconds: jobs.deadlineSeconds,
    // A drained node is no failed try.
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
    template: {
      metadata: {
        labels: merge({ fixed: selectorLabels(task), user: named('labels', values.commonLabels), winner: 'fixed' }),
      },
      spec: {
        serviceAccountName: nameOf(task),
        ...podBasics,
        restartPolicy: 'Never',
        securityContext: podSecurityContext(uid),
        containers: [
          {
            name: task,
            image: imageOf(image),
            imagePullPolicy: values.global.image.pullPolicy,
            command: [...command],
            ...(args !== undefined && { args }),
            env: env(own),
            resources: passthrough(jobs.resources),
            securityContext: containerSecurityContext(uid),
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...mountsOf(volumes)],
          },
        ],
        volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }, ...volumesOf(volumes)],
      },
    },
  }) satisfies LiftObject<IJobSpec>
