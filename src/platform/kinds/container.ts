import type { IContainer, IVolumeMount } from 'kubernetes-models/v1'
import { type Expr, entries, env, type LiftObject, merge, omit, passthrough, type Ref } from '../../helm/index.js'
import { type ComponentName, components, stores } from '../topology.js'
import { type PodValues, values } from '../values/index.js'
import { imageOf } from './image.js'
import { nameOf } from './names.js'
import { mountsOf, type OwnVolumes, reservedNames } from './own-volume.js'
import { type Checks, probes } from './probes.js'
import { containerSecurityContext } from './security.js'
import { podValuesOf } from './workload.js'

type Env = Parameters<typeof env>[0]

export interface ContainerParts {
  /** Replaces the command of the image. */
  readonly command?: readonly string[]
  readonly args?: LiftObject<IContainer>['args']
  /** Variables that the pod itself knows; plain settings belong into the component's ConfigMap. */
  readonly env: Env
  /** The ConfigMap of the component's name holds environment variables. */
  readonly hasSettings?: true
  readonly volumes: OwnVolumes
  readonly checks: Checks
  /** Wait before the process is told to stop. */
  readonly preStopSeconds?: Expr<number>
}

/** The main container of a component, named after it. */
export const componentContainer = (component: ComponentName, parts: ContainerParts): LiftObject<IContainer> => {
  const pod = podValuesOf(component)
  const { command, args, env: own, hasSettings, volumes, checks, preStopSeconds } = parts
  return {
    name: component,
    image: imageOf(pod.image),
    imagePullPolicy: values.global.image.pullPolicy,
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
    ports: portsOf(component),
    ...(hasSettings && { envFrom: [{ configMapRef: { name: nameOf(component) } }] }),
    env: env({ ...podFacts, ...own }, { user: pod.env, winner: 'fixed' }),
    resources: passthrough(pod.resources),
    ...probes(pod, checks),
    // The kubelet's own pause: no shell in the image is needed.
    ...(preStopSeconds !== undefined && { lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } } }),
    securityContext: containerSecurityContext(pod.uid),
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...mountsOf(volumes), extraMounts(pod, reservedNames(volumes))],
  }
}

/** Ports of a component, except those that a sidecar opens. */
const portsOf = (component: ComponentName) =>
  Object.entries(components[component].ports)
    .filter(([name]) => !(component in stores && name === 'metrics'))
    .map(([name, containerPort]) => ({ name, containerPort }))

/** The process sizes its pools by what it may use. */
const podFacts: Env = {
  POD_NAME: { fieldRef: { fieldPath: 'metadata.name' } },
  CPU_LIMIT: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } },
  MEMORY_LIMIT: { resourceFieldRef: { resource: 'limits.memory' } },
}

const extraMounts = (pod: Ref<PodValues>, ownNames: readonly string[]) =>
  entries(omit(pod.volumeMounts, ...ownNames), (name, mount) =>
    merge<IVolumeMount>({ fixed: { name }, user: mount, winner: 'fixed' }),
  )
