import type { CoreV1Event, V1ContainerStatus, V1Deployment, V1Job, V1Pod } from '@kubernetes/client-node'
import type { Snapshot } from '../../../src/cli/local/observe/snapshot.js'

const began = new Date('2026-01-01T10:00:00Z')

/** A time after the objects of these tests were made. */
export const after = (seconds: number): Date => new Date(began.getTime() + 1000 * seconds)

const labels = (component: string, more: Readonly<Record<string, string>> = {}) => ({
  'app.kubernetes.io/component': component,
  ...more,
})

export const container = (state: V1ContainerStatus['state'], more: Partial<V1ContainerStatus> = {}) =>
  ({
    name: 'main',
    image: 'example.com/main:1',
    imageID: '',
    ready: false,
    restartCount: 0,
    state,
    ...more,
  }) as V1ContainerStatus

export interface PodFacts {
  readonly component?: string
  readonly name?: string
  readonly version?: string
  readonly made?: number
  readonly isReady?: boolean
  readonly containers?: readonly V1ContainerStatus[]
  readonly inits?: readonly V1ContainerStatus[]
  readonly labels?: Readonly<Record<string, string>>
  readonly unscheduled?: string
}

/** A pod of version `1` of the component api, with what differs. */
export const pod = (facts: PodFacts = {}): V1Pod => {
  const { component = 'api', version = '1', isReady = false, containers = [], inits = [], unscheduled } = facts
  const name = facts.name ?? `slipway-${component}-x`
  return {
    metadata: {
      name,
      uid: `uid of ${name}`,
      creationTimestamp: after(facts.made ?? 0),
      labels: labels(component, facts.labels ?? { 'pod-template-hash': version, 'controller-revision-hash': version }),
    },
    spec: { containers: [], initContainers: inits.map(({ name }) => ({ name })) },
    status: {
      conditions: [
        {
          type: 'PodScheduled',
          status: unscheduled === undefined ? 'True' : 'False',
          reason: unscheduled?.startsWith('0/') ? 'Unschedulable' : 'SchedulerError',
          message: unscheduled ?? '',
        },
        { type: 'Ready', status: isReady ? 'True' : 'False' },
      ],
      containerStatuses: [...containers],
      initContainerStatuses: [...inits],
    },
  }
}

/** A Deployment of one pod, rolled out unless something differs. */
export const deployment = (component: string, status: V1Deployment['status'] = {}): V1Deployment => ({
  metadata: { name: `slipway-${component}`, labels: labels(component), generation: 2, creationTimestamp: began },
  spec: { replicas: 1, selector: {}, template: {} },
  status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1, ...status },
})

export const job = (component: string, conditionType?: string, message = '', made = 0): V1Job => ({
  metadata: { name: `slipway-${component}-1a2b3c`, labels: labels(component), creationTimestamp: after(made) },
  spec: { template: {} },
  status: conditionType === undefined ? {} : { conditions: [{ type: conditionType, status: 'True', message }] },
})

export const event = (about: string, reason: string, message: string, at = 0): CoreV1Event => ({
  metadata: {},
  involvedObject: { name: about, uid: `uid of ${about}` },
  reason,
  message,
  lastTimestamp: after(at),
})

export const snapshot = (parts: Partial<Snapshot>): Snapshot => ({
  ...{ deployments: [], statefulSets: [], jobs: [], pods: [], events: [] },
  ...parts,
})
