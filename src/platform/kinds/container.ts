import type { IContainer, IEnvVar } from 'kubernetes-models/v1'
import {
  type Expr,
  entries,
  env,
  type FixedEnv,
  helper,
  type LiftObject,
  omit,
  passthrough,
  type Ref,
  spread,
  structure,
} from '../../helm/index.js'
import { portsOf, type ServerName } from '../topology.js'
import { type ImageValues, type ResourceValues, values } from '../values/index.js'
import { imageOf } from './image.js'
import { nameOf } from './names.js'
import { type Checks, probes } from './probes.js'
import { containerOptions } from './security.js'
import { podValuesOf } from './server-values.js'
import { podMounts, type Volumes } from './volume.js'

interface ContainerBasics {
  readonly name: string
  readonly image: Ref<ImageValues>
  readonly resources: Ref<ResourceValues>
  readonly uid: Expr<number>
}

/** A container with what all have: an image from the one place for images, resources, and no rights. */
export const container = (
  { name, image, resources, uid }: ContainerBasics,
  rest: Omit<Partial<LiftObject<IContainer>>, 'name' | 'image' | 'imagePullPolicy' | 'resources' | 'securityContext'>,
): LiftObject<IContainer> => ({
  name,
  image: imageOf(image),
  ...spread(containerOptions({ uid })),
  ...rest,
  resources: passthrough(resources),
})

/** The process sizes its pools by what it may use. */
const facts: FixedEnv = {
  POD_NAME: { fieldRef: { fieldPath: 'metadata.name' } },
  CPU_LIMIT: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } },
  MEMORY_LIMIT: { resourceFieldRef: { resource: 'limits.memory' } },
}

const podFacts = helper('slipway.podFacts', {
  doc: 'Environment variables that tell a process what it may use.',
  returns: structure<IEnvVar[]>(),
  body: () => env(facts),
})

const userEnv = helper('slipway.userEnv', {
  doc: "A user's environment variables, but for those that slipway.podFacts sets.",
  parameters: { env: values.api.env },
  returns: structure<IEnvVar[]>(),
  body: ({ env }) => [entries(omit(env, ...Object.keys(facts)), (name, value) => ({ name, value }))],
})

export interface MainContainer {
  /** Replaces the command of the image. */
  readonly command?: readonly string[]
  readonly args?: LiftObject<IContainer>['args']
  /** Variables that no user replaces; plain settings belong into `settings` of the server. */
  readonly env?: FixedEnv
  readonly checks: Checks
  /** Wait before the process is told to stop. */
  readonly preStopSeconds?: Expr<number>
}

/** The main container of a server, named after it. */
export const mainContainer = (
  server: ServerName,
  { command, args, env: own = {}, checks, preStopSeconds }: MainContainer,
  { volumes, hasSettings }: { readonly volumes: Volumes; readonly hasSettings: boolean },
): LiftObject<IContainer> => {
  const pod = podValuesOf(server)
  const { image, resources, uid } = pod
  const rest = Object.keys(own).length === 0 ? pod.env : omit(pod.env, ...Object.keys(own))
  return container(
    { name: server, image, resources, uid },
    {
      ...(command !== undefined && { command }),
      ...(args !== undefined && { args }),
      ports: openPorts(server).map(([name, { number }]) => ({ name, containerPort: number })),
      ...(hasSettings && { envFrom: [{ configMapRef: { name: nameOf(server) } }] }),
      env: [spread(podFacts()), ...env(own), spread(userEnv({ env: rest }))],
      ...probes(pod, checks),
      // The kubelet's own pause: no shell in the image is needed.
      ...(preStopSeconds !== undefined && { lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } } }),
      volumeMounts: podMounts(volumes, pod),
    },
  )
}

/** The ports that the main container opens, which are those of the Service too: metrics of sidecars are read from the pods. */
export const openPorts = (server: ServerName) =>
  Object.entries(portsOf(server)).filter(([, { openedBy }]) => openedBy === undefined)

export interface Sidecar {
  /** Its values. */
  readonly values: Ref<{ enabled: boolean; image: ImageValues; resources: ResourceValues }>
  readonly env: FixedEnv
  /** Its volumes; they are there with it. */
  readonly volumes: Volumes
}

/**
 * A container that lives as long as the pod and serves metrics on the ports that the topology says. It starts before the main
 * one, and never delays its end.
 */
export const sidecarContainer = (server: ServerName, name: string, sidecar: Sidecar): LiftObject<IContainer> => {
  const ports = Object.entries(portsOf(server)).filter(([, { openedBy }]) => openedBy === name)
  const [port] = ports.map(([portName]) => portName)
  const { image, resources } = sidecar.values
  return container(
    { name, image, resources, uid: podValuesOf(server).uid },
    {
      restartPolicy: 'Always',
      ports: ports.map(([portName, { number }]) => ({ name: portName, containerPort: number })),
      env: env(sidecar.env),
      ...(port !== undefined && {
        livenessProbe: { tcpSocket: { port }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 },
      }),
      volumeMounts: podMounts(sidecar.volumes),
    },
  )
}

export const containerHelpers = [containerOptions, podFacts, userEnv]
