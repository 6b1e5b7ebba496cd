import { PatchStrategy, setHeaderOptions, type V1Pod } from '@kubernetes/client-node'
import {
  componentNames,
  type Edge,
  edges,
  isInner,
  portOfEdge,
  portsOf,
  type ServerName,
  serverNames,
  type TaskName,
  tasks,
} from '../../../src/platform/topology.js'
import { until } from '../../cluster/wait.js'
import { clientPod, probeImage, restricted } from './client-pod.js'
import { core } from './cluster.js'
import { execute, type Place } from './exec.js'
import { makeNamespace } from './namespaces.js'
import { gateway, prometheus, shop } from './shop.js'

/** Partners that the platform calls, at the ports that test/e2e/values.yaml names. */
export const partners = { collector: 4317, issuer: 8443, objectStore: 9000 } as const
type PartnerName = keyof typeof partners
const partnerNamespace = 'e2e-partners'
const strangerNamespace = 'e2e-stranger'
const strangerPort = 8080

/** Who tries to connect: the components, the partners that call, and two that nobody knows. */
export const callers = [...componentNames, 'gateway', 'prometheus', 'neighbour', 'stranger'] as const
export type Caller = (typeof callers)[number]

export interface Target {
  /** As in the topology. */
  readonly to: ServerName | PartnerName | 'stranger'
  readonly port: number
}

/** Everything that listens: each port of each server, the partners outside, and somebody whom nobody knows. */
export const targets: readonly Target[] = [
  ...serverNames.flatMap((to) => Object.values(portsOf(to)).map(({ number }) => ({ to, port: number }))),
  ...(Object.keys(partners) as PartnerName[]).map((to) => ({ to, port: partners[to] })),
  { to: 'stranger', port: strangerPort },
]

/** Namespaces outside the release restrict nobody: what leaves them is stopped, if at all, where it arrives. */
const isFree = (caller: Caller): boolean => ['gateway', 'prometheus', 'stranger'].includes(caller)
const isOutside = ({ to }: Target): boolean => to === 'stranger' || to in partners

/** What the topology says. The neighbour is in the release's namespace, but no pod of it, so no policy restricts it. */
export const isAllowed = (caller: Caller, target: Target): boolean =>
  isOutside(target) && (isFree(caller) || caller === 'neighbour')
    ? true
    : edges.some((edge: Edge) => edge.from === caller && edge.to === target.to && portIn(edge) === target.port)

const portIn = (edge: Edge): number => (isInner(edge) ? portOfEdge(edge) : partners[edge.to as PartnerName])

export type Connections = Readonly<Record<Caller, Readonly<Record<string, boolean | 'itself'>>>>

export const titleOf = ({ to, port }: Target): string => `${to} ${port}`

interface Stage {
  readonly place: Readonly<Record<Caller, Place>>
  /** Address of a target as a caller reaches it: of another pod than the caller's own, if there is one. */
  readonly addressOf: (target: Target, caller: Caller) => string | undefined
}

/** Puts somebody into the place of each caller: into the real pods of servers, elsewhere into pods with their labels. */
export async function setStage(): Promise<Stage> {
  await Promise.all([partnerNamespace, strangerNamespace].map(makeNamespace))
  const pods = Object.fromEntries(
    await Promise.all(serverNames.map(async (name) => [name, await shop.pods(name)])),
  ) as Readonly<Record<ServerName, readonly V1Pod[]>>

  const inServers = await Promise.all(serverNames.map(async (name) => [name, await enter(pods[name][0])] as const))
  const inTasks = await Promise.all(
    (Object.keys(tasks) as TaskName[]).map(
      async (name) => [name, await standIn(`stand-in-${name}`, shop.labelsOf(name))] as const,
    ),
  )
  const stranger = await clientPod({ ...listening(strangerPort), namespace: strangerNamespace, name: 'stranger' })
  const outside = Object.fromEntries(
    await Promise.all(
      (Object.keys(partners) as PartnerName[]).map(async (name) => {
        const parts = { ...listening(partners[name]), namespace: partnerNamespace, name: name.toLowerCase() }
        return [name, await clientPod({ ...parts, labels: { partner: name } })] as const
      }),
    ),
  )
  const place = {
    ...Object.fromEntries([...inServers, ...inTasks]),
    gateway: await gateway(),
    prometheus: await prometheus(),
    neighbour: await standIn('neighbour', {}),
    stranger,
  } as unknown as Record<Caller, Place>

  const addressOf = ({ to, port }: Target, caller: Caller): string | undefined => {
    if (to === 'stranger') return caller === 'stranger' ? undefined : `${stranger.ip}:${port}`
    const others = to in partners ? [outside[to]?.ip] : addressesOf(pods[to as ServerName], caller === to)
    return others[0] === undefined ? undefined : `${others[0]}:${port}`
  }
  return { place, addressOf }
}

/** Its own address is no connection that a policy sees. */
const addressesOf = (pods: readonly V1Pod[], isOwn: boolean) =>
  (isOwn ? pods.slice(1) : pods).map(({ status }) => status?.podIP)

const standIn = (name: string, labels: Readonly<Record<string, string>>) =>
  clientPod({ namespace: shop.namespace, name, labels })

const listening = (port: number) => ({ args: ['serve', `:${port}`] })

/** Starts the program `probe` beside the processes of a pod, in its network. */
const enter = async (pod: V1Pod | undefined): Promise<Place> => {
  const { name = '', namespace = '' } = pod?.metadata ?? {}
  const place = { namespace, pod: name, container: 'probe' }
  const body = {
    spec: {
      ephemeralContainers: [{ name: 'probe', image: probeImage, args: ['sleep', '10m'], securityContext: restricted }],
    },
  }
  if (!isEntered(pod)) {
    const strategic = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch)
    await core.patchNamespacedPodEphemeralcontainers({ name, namespace, body }, strategic)
  }
  await until(`somebody is in ${name}`, 60, async () => isEntered(await core.readNamespacedPod({ name, namespace })))
  return place
}

const isEntered = (pod: V1Pod | undefined): boolean =>
  (pod?.status?.ephemeralContainerStatuses ?? []).some(({ state }) => state?.running !== undefined)

/** Every caller tries every target. */
export async function tryAll({ place, addressOf }: Stage): Promise<Connections> {
  const rows = await Promise.all(
    callers.map(async (caller) => {
      const reachable = targets.flatMap((target) => {
        const address = addressOf(target, caller)
        return address === undefined ? [] : [{ target, address }]
      })
      const { stdout, stderr } = await execute(
        place[caller],
        ...['/probe', 'tcp', '2s', ...reachable.map(({ address }) => address)],
      )
      const answers = new Map(stdout.split('\n').map((line) => [line.split(' ')[0], line.split(' ')[1]]))
      const row = targets.map((target) => {
        const address = addressOf(target, caller)
        if (address === undefined) return [titleOf(target), 'itself']
        const answer = answers.get(address)
        if (answer === undefined) throw new Error(`${caller} says nothing about ${address}: ${stdout}${stderr}`)
        return [titleOf(target), answer === 'open']
      })
      return [caller, Object.fromEntries(row)]
    }),
  )
  return Object.fromEntries(rows)
}

/** What the topology says about all of them, in the same form. */
export const expected = ({ addressOf }: Stage): Connections =>
  Object.fromEntries(
    callers.map((caller) => [
      caller,
      Object.fromEntries(
        targets.map((target) => [
          titleOf(target),
          addressOf(target, caller) === undefined ? 'itself' : isAllowed(caller, target),
        ]),
      ),
    ]),
  ) as Connections
