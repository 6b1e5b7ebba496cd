import type { IPodSpec, IToleration } from 'kubernetes-models/v1'
import {
  type Expr,
  entries,
  helper,
  ifElse,
  type LiftObject,
  match,
  passthrough,
  present,
  spread,
  structure,
} from '../../helm/index.js'
import { podOptionFields, values } from '../values/index.js'
import { selectorsOf } from './metadata.js'
import { ownPriorityClassName } from './priority-class-name.js'
import { podSecurityContext } from './security.js'

const { api, database, priorityClass } = values

type PodFields = Partial<Omit<IPodSpec, 'containers'>>

const podOptions = helper('slipway.podOptions', {
  doc: 'What every pod of the release has, whatever makes it.',
  parameters: { uid: 'integer' },
  returns: structure<Pick<IPodSpec, keyof ReturnType<typeof podOptionFields> | 'securityContext'>>(),
  body: ({ uid }) => ({ ...podOptionFields(values), securityContext: podSecurityContext(uid) }),
})

/** What a pod has besides the options of all pods. */
type Rest = Omit<LiftObject<IPodSpec>, keyof ReturnType<typeof podOptionFields> | 'securityContext'>

/** A pod with the options of all pods, which runs as that user and group: there is no other way to a pod. */
export const podSpec = (uid: Expr<number>, rest: Rest): LiftObject<IPodSpec> => ({
  ...spread(podOptions({ uid })),
  ...rest,
})

/** Which nodes the pods of a server may run on, and how much they matter. */
export const placement = helper('slipway.placement', {
  doc: 'Which nodes the pods of a server may run on, and how much they matter when nodes are full.',
  parameters: { scheduling: database.scheduling },
  returns: structure<Pick<PodFields, 'priorityClassName' | 'nodeSelector' | 'tolerations'>>(),
  body: ({ scheduling }) => ({
    // Without one the cluster's default counts.
    priorityClassName: ifElse(
      priorityClass.create,
      ownPriorityClassName,
      present(priorityClass.name, (name) => name),
    ),
    nodeSelector: present(scheduling.nodeSelector, (labels) => labels),
    tolerations: present(scheduling.tolerations, (tolerations) => [
      entries(tolerations, (_name, toleration) => passthrough<IToleration>(toleration)),
    ]),
  }),
})

/** Pods of a component run apart from each other by node, and evenly over zones. */
export const apart = helper('slipway.apart', {
  doc: 'Pods of a component run apart from each other by node, and evenly over zones.',
  parameters: { component: 'string', antiAffinity: api.scheduling.antiAffinity },
  returns: structure<Pick<PodFields, 'affinity' | 'topologySpreadConstraints'>>(),
  body: ({ component, antiAffinity }) => {
    const labelSelector = { matchLabels: selectorsOf({ component }) }
    // Only pods of the same version avoid each other, so a rollout needs no spare node.
    const otherNode = { topologyKey: 'kubernetes.io/hostname', labelSelector, matchLabelKeys: ['pod-template-hash'] }
    return {
      affinity: match(antiAffinity, {
        required: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [otherNode] } },
        preferred: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: otherNode }],
          },
        },
        none: undefined,
      }),
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector,
          matchLabelKeys: ['pod-template-hash'],
        },
      ],
    }
  },
})

export const podHelpers = [podOptions, placement, apart]
