import type { IContainer, IPodSpec, IPodTemplateSpec, IToleration, IVolume } from 'kubernetes-models/v1'
import {
  checksum,
  type Expr,
  each,
  entries,
  type LiftObject,
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
import { type PodValues, values } from '../values/index.js'
import { selectorLabels } from './metadata.js'
import { nameOf } from './names.js'
import { type OwnVolumes, reservedNames, volumesOf } from './own-volume.js'
import { priorityClassName } from './priority-class-name.js'
import { podSecurityContext } from './security.js'
import { podValuesOf } from './workload.js'

export interface PodParts {
  readonly initContainers?: LiftObject<IPodSpec>['initContainers']
  readonly containers: readonly LiftObject<IContainer>[]
  /** Volumes apart from `/tmp`. */
  readonly volumes: OwnVolumes
  /** ConfigMaps whose content the process reads at its start, by a name for the annotation. */
  readonly config: Readonly<Record<string, Resource>>
  readonly graceSeconds: Expr<number>
  /** How pods of the component keep apart; absent for a component with one pod. */
  readonly spread?: Partial<LiftObject<IPodSpec>>
}

/** The pods of a component. A changed configuration starts new pods. */
export const podTemplate = (
  component: ComponentName,
  { initContainers, containers, volumes, config, graceSeconds, spread }: PodParts,
): LiftObject<IPodTemplateSpec> => {
  const pod = podValuesOf(component)
  return {
    metadata: {
      // No chart version here: pods must not restart because of a label.
      labels: merge({
        fixed: selectorLabels(component),
        user: named('podLabels', mergeMaps(pod.podLabels, values.commonLabels)),
        winner: 'fixed',
      }),
      annotations: merge({
        fixed: Object.fromEntries(Object.entries(config).map(([name, of]) => [`checksum/${name}`, checksum(of)])),
        user: pod.podAnnotations,
        winner: 'fixed',
      }),
    },
    spec: {
      serviceAccountName: nameOf(component),
      ...podBasics,
      priorityClassName,
      securityContext: podSecurityContext(pod.uid),
      terminationGracePeriodSeconds: graceSeconds,
      ...placement(pod),
      ...spread,
      ...(initContainers !== undefined && { initContainers }),
      containers: [...containers],
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: pod.temporaryStorage } },
        ...volumesOf(volumes),
        extraVolumes(pod, reservedNames(volumes)),
      ],
    },
  }
}

/** What every pod of the chart has, hooks and tests included. */
export const podBasics = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  hostUsers: when(values.podSecurity.userNamespaces, false),
  imagePullSecrets: present(values.global.image.pullSecrets, (names) => [each(names, (name) => ({ name }))]),
} satisfies Partial<LiftObject<IPodSpec>>

const extraVolumes = (pod: Ref<PodValues>, ownNames: readonly string[]) =>
  entries(omit(pod.volumes, ...ownNames), (name, volume) =>
    merge<IVolume>({ fixed: { name }, user: volume, winner: 'fixed' }),
  )

/** Which nodes the pods may run on. */
const placement = ({ scheduling }: Ref<PodValues>) =>
  ({
    nodeSelector: present(scheduling.nodeSelector, (labels) => labels),
    tolerations: present(scheduling.tolerations, (tolerations) => [
      entries(tolerations, (_name, toleration) => passthrough<IToleration>(toleration)),
    ]),
  }) satisfies Partial<LiftObject<IPodSpec>>
