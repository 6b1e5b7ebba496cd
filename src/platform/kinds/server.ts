import type { IContainer, IPodTemplateSpec } from 'kubernetes-models/v1'
import {
  checksum,
  type Expr,
  filled,
  type Lift,
  type LiftItem,
  type LiftObject,
  merge,
  or,
  present,
  type Resource,
  spread,
  when,
} from '../../helm/index.js'
import { portsOf, type ServerName } from '../topology.js'
import type { Component, ComponentExtras, ContainerFacts } from './component.js'
import { configMapFor, type Data } from './config-map.js'
import { type MainContainer, mainContainer, type Sidecar, sidecarContainer } from './container.js'
import { podLabels } from './metadata.js'
import { nameOf } from './names.js'
import { placement, podSpec } from './pod.js'
import { onePod, type Pods } from './pods.js'
import { podValuesOf, shutdownSecondsOf, valuesKeyOf } from './server-values.js'
import { serviceFor } from './service.js'
import { serviceAccountFor } from './service-account.js'
import { podVolumes, type Volumes } from './volume.js'

interface InitContainer {
  /** When the pod has it; always, if nothing is said. */
  readonly exists?: Expr<boolean>
  readonly container: LiftObject<IContainer>
}

export interface ServerParts extends ComponentExtras {
  /** When a partner outside the release takes its place. */
  readonly isOutside?: Expr<boolean>
  /** How many pods there are, and how a new version replaces the old one: `onePod()`, if nothing is said. */
  readonly pods?: Pods
  readonly container: MainContainer
  readonly initContainers?: readonly InitContainer[]
  /** By the name that the topology knows them under. */
  readonly sidecars?: Readonly<Record<string, Sidecar>>
  /** Volumes apart from `/tmp`. */
  readonly volumes?: Volumes
  /** Environment variables in a ConfigMap of the server's name: users replace them name by name (`env`). */
  readonly settings?: Data
  /** Files that the process reads: a ConfigMap each, `<server>-<name>`, or of the server's name for `config`. */
  readonly files?: Readonly<Record<string, Data>>
  /** Time to end: the server's `shutdownSeconds`, if nothing is said. */
  readonly graceSeconds?: Expr<number>
}

/** A component that runs all the time: its pods, its Service and its ServiceAccount. */
export const server = (name: ServerName, parts: ServerParts): Component => {
  const { exists, isOutside, pods = onePod(), objects, claims = [], secrets = [], assertions = [] } = parts
  const config = configMaps(name, parts)
  return {
    templates: {
      ...Object.fromEntries(Object.entries(config).map(([key, of]) => [key === 'config' ? 'config-map' : key, of])),
      ...pods.objects(name, exists, templateOf(name, { ...parts, pods }, config)),
      service: serviceFor(name, exists),
      'service-account': serviceAccountFor(name, exists),
      ...objects,
    },
    exists,
    isOutside,
    opens: Object.fromEntries(
      Object.entries(portsOf(name)).flatMap(([port, { openedBy }]) =>
        openedBy === undefined ? [] : [[port, sidecarOf(name, parts, openedBy).values.enabled]],
      ),
    ),
    fewestPods: pods.fewest,
    peakPods: pods.peak,
    containers: containersOf(name, parts),
    claims: [...(pods.claims ?? []), ...claims],
    secrets,
    assertions,
  }
}

const sidecarOf = (server: ServerName, { sidecars = {} }: ServerParts, name: string): Sidecar => {
  const found = sidecars[name]
  if (found === undefined) throw new Error(`the topology says that ${name} opens a port of ${server}, which has none`)
  return found
}

/** The ConfigMaps that the process reads when it starts. */
const configMaps = (
  server: ServerName,
  { exists, settings, files = {} }: ServerParts,
): Readonly<Record<string, Resource>> => ({
  ...(settings !== undefined && { config: configMapFor(server, settings, { exists }) }),
  ...Object.fromEntries(
    Object.entries(files).map(([name, data]) => [
      name,
      configMapFor(server, data, { exists, part: name === 'config' ? undefined : name }),
    ]),
  ),
})

const containersOf = (server: ServerName, { sidecars = {} }: ServerParts): readonly ContainerFacts[] => {
  const key = valuesKeyOf(server)
  const { image, resources } = podValuesOf(server)
  return [
    { key, image, resources },
    ...Object.entries(sidecars).map(
      ([
        name,
        {
          values: { enabled, image, resources },
        },
      ]) => ({
        key: `${key}.${name}`,
        exists: enabled,
        image,
        resources,
      }),
    ),
  ]
}

/** The pods. A changed configuration starts new ones. */
const templateOf = (
  server: ServerName,
  parts: ServerParts & { readonly pods: Pods },
  config: Readonly<Record<string, Resource>>,
): LiftObject<IPodTemplateSpec> => {
  const pod = podValuesOf(server)
  const { container, graceSeconds = shutdownSecondsOf(server), pods, settings, sidecars = {}, volumes = {} } = parts
  const initContainers = initContainersOf(server, parts)
  return {
    metadata: {
      labels: podLabels({ component: server, more: pod.podLabels }),
      annotations: annotationsOf(server, config),
    },
    spec: podSpec(pod.uid, {
      serviceAccountName: nameOf(server),
      ...spread(placement({ scheduling: pod.scheduling })),
      ...pods.spread,
      terminationGracePeriodSeconds: graceSeconds,
      ...(initContainers !== undefined && { initContainers }),
      containers: [mainContainer(server, container, { volumes, hasSettings: settings !== undefined })],
      volumes: podVolumes(pod.temporaryStorage, { ...volumes, ...volumesOfSidecars(sidecars) }, pod),
    }),
  }
}

const annotationsOf = (server: ServerName, config: Readonly<Record<string, Resource>>) => {
  const { podAnnotations } = podValuesOf(server)
  const checksums = Object.entries(config).map(([name, of]) => [`checksum/${name}`, checksum(of)] as const)
  return checksums.length === 0
    ? present(podAnnotations, (annotations) => annotations)
    : merge({ fixed: Object.fromEntries(checksums), user: podAnnotations, winner: 'fixed' })
}

/** Volumes of sidecars are there with them. */
const volumesOfSidecars = (sidecars: Readonly<Record<string, Sidecar>>): Volumes =>
  Object.fromEntries(
    Object.values(sidecars).flatMap(({ values, volumes }) =>
      Object.entries(volumes).map(([name, volume]) => [name, { ...volume, exists: values.enabled }]),
    ),
  )

/** Absent unless there is one. */
const initContainersOf = (server: ServerName, parts: ServerParts) => {
  const all: readonly InitContainer[] = [
    ...Object.entries(parts.sidecars ?? {}).map(([name, sidecar]) => ({
      exists: sidecar.values.enabled,
      container: sidecarContainer(server, name, sidecar),
    })),
    ...(parts.initContainers ?? []),
  ]
  const [first, ...others] = all
  if (first === undefined) return undefined
  const conditions = all.map(({ exists }) => exists).filter((condition) => condition !== undefined)
  const [condition, ...more] = conditions
  if (condition === undefined || conditions.length < all.length) return all.map(inPlace)
  if (others.length === 0) return when(condition, [first.container])
  return when(or(condition, ...more), filled(all.map(inPlace)))
}

const inPlace = ({ exists, container }: InitContainer): LiftItem<Lift<IContainer>> =>
  exists === undefined ? container : when(exists, container)
