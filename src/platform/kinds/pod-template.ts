import type { IContainer, IPodSpec, IPodTemplateSpec, IToleration, IVolume } from 'kubernetes-models/v1'
import {
  checksum,
  eachEntry,
  eachItem,
  type Lift,
  type LiftObject,
  loop,
  match,
  merge,
  mergeMaps,
  named,
  omit,
  passthrough,
  present,
  type Ref,
  type Resource,
  when,
} from '../../helm/index.js'
import type { ComponentName } from '../topology.js'
import { values, type WorkloadValues } from '../values/index.js'
import { selectorLabels } from './metadata.js'
import { nameOf } from './names.js'
import { type OwnVolumes, reservedNames, volumesOf } from './own-volume.js'
import { priorityClassName } from './priority-class-name.js'
import { podSecurityContext } from './security.js'
import { gracePeriodSeconds, workloadOf } from './workload.js'

type Volume = Lift<IVolume>

export interface PodParts {
  readonly containers: readonly LiftObject<IContainer>[]
  /** Volumes apart from `/tmp`. */
  readonly volumes: OwnVolumes
  /** ConfigMaps whose content the process reads at its start, by a name for the annotation. */
  readonly config: Readonly<Record<string, Resource>>
}

/** The pods of a component. A changed configuration starts new pods. */
export const podTemplate = (
  component: ComponentName,
  { containers, volumes, config }: PodParts,
): LiftObject<IPodTemplateSpec> => {
  const workload = workloadOf(component)
  return {
    metadata: {
      // No chart version here: pods must not restart because of a label.
      labels: merge({
        fixed: selectorLabels(component),
        user: named('podLabels', mergeMaps(workload.podLabels, values.commonLabels)),
        winner: 'fixed',
      }),
      annotations: merge({
        fixed: Object.fromEntries(Object.entries(config).map(([name, of]) => [`checksum/${name}`, checksum(of)])),
        user: workload.podAnnotations,
        winner: 'fixed',
      }),
    },
    spec: {
      serviceAccountName: nameOf(component),
      ...podBasics,
      priorityClassName,
      securityContext: podSecurityContext(workload.uid),
      terminationGracePeriodSeconds: gracePeriodSeconds(workload),
      ...placement(component, workload),
      containers: [...containers],
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: workload.temporaryStorage } },
        ...volumesOf(volumes),
        extraVolumes(workload, reservedNames(volumes)),
      ],
    },
  }
}

/** What every pod of the chart has, hooks and tests included. */
export const podBasics = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  hostUsers: when(values.podSecurity.userNamespaces, false),
  imagePullSecrets: present(values.global.image.pullSecrets, (names) => {
    const name = eachItem(names, 'secret')
    return [loop(name, { name: name.item })]
  }),
} satisfies Partial<LiftObject<IPodSpec>>

const extraVolumes = (workload: Ref<WorkloadValues>, ownNames: readonly string[]) => {
  const volume = eachEntry(omit(workload.volumes, ...ownNames), 'volume')
  return loop<Volume>(volume, merge<IVolume>({ fixed: { name: volume.key }, user: volume.value, winner: 'fixed' }))
}

/** Where pods may run: apart from each other by node, evenly over zones. */
const placement = (component: ComponentName, { scheduling }: Ref<WorkloadValues>) => {
  const labelSelector = { matchLabels: selectorLabels(component) }
  // Only pods of the same version avoid each other, so a rollout needs no spare node.
  const otherNode = { topologyKey: 'kubernetes.io/hostname', labelSelector, matchLabelKeys: ['pod-template-hash'] }
  return {
    nodeSelector: present(scheduling.nodeSelector, (labels) => labels),
    tolerations: present(scheduling.tolerations, (tolerations) => {
      const toleration = eachEntry(tolerations, 'toleration')
      return [loop<Lift<IToleration>>(toleration, passthrough<IToleration>(toleration.value))]
    }),
    affinity: match(scheduling.antiAffinity, {
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
  } satisfies Partial<LiftObject<IPodSpec>>
}
