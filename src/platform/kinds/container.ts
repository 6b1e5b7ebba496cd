import type { IContainer, IVolumeMount } from 'kubernetes-models/v1'
import {
  eachEntry,
  env,
  type Lift,
  type LiftObject,
  loop,
  merge,
  omit,
  passthrough,
  type Ref,
} from '../../helm/index.js'
import { type ComponentName, components } from '../topology.js'
import { values, type WorkloadValues } from '../values/index.js'
import { imageOf } from './image.js'
import { nameOf } from './names.js'
import { mountsOf, type OwnVolumes, reservedNames } from './own-volume.js'
import { type Checks, probes } from './probes.js'
import { containerSecurityContext } from './security.js'
import { workloadOf } from './workload.js'

type Env = Parameters<typeof env>[0]
type Mount = Lift<IVolumeMount>

export interface ContainerParts {
  /** Variables that the pod itself knows; plain settings belong into the component's ConfigMap. */
  readonly env: Env
  readonly volumes: OwnVolumes
  readonly checks: Checks
}

/** The main container of a component, named after it. */
export const componentContainer = (
  component: ComponentName,
  { env: own, volumes, checks }: ContainerParts,
): LiftObject<IContainer> => {
  const workload = workloadOf(component)
  return {
    name: component,
    image: imageOf(workload.image),
    imagePullPolicy: values.global.image.pullPolicy,
    ports: Object.entries(components[component].ports).map(([name, containerPort]) => ({ name, containerPort })),
    envFrom: [{ configMapRef: { name: nameOf(component) } }],
    env: env({ ...podFacts, ...own }, { user: workload.env, winner: 'fixed' }),
    resources: passthrough(workload.resources),
    ...probes(workload, checks),
    // The kubelet's own pause: no shell in the image is needed.
    lifecycle: { preStop: { sleep: { seconds: workload.shutdown.preStopSeconds } } },
    securityContext: containerSecurityContext(workload.uid),
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...mountsOf(volumes),
      extraMounts(workload, reservedNames(volumes)),
    ],
  }
}

/** The process sizes its pools by what it may use. */
const podFacts: Env = {
  POD_NAME: { fieldRef: { fieldPath: 'metadata.name' } },
  CPU_LIMIT: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } },
  MEMORY_LIMIT: { resourceFieldRef: { resource: 'limits.memory' } },
}

const extraMounts = (workload: Ref<WorkloadValues>, ownNames: readonly string[]) => {
  const mount = eachEntry(omit(workload.volumeMounts, ...ownNames), 'mount')
  return loop<Mount>(mount, merge<IVolumeMount>({ fixed: { name: mount.key }, user: mount.value, winner: 'fixed' }))
}
