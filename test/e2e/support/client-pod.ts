import type { V1Affinity, V1Pod } from '@kubernetes/client-node'
import { until } from '../../cluster/wait.js'
import { core } from './cluster.js'
import type { Place } from './exec.js'
import { makeNamespace } from './namespaces.js'

export const probeImage = 'slipway.local/probe:1'

/** Tells pods that nobody would start again from those of controllers. */
export const clientLabel = 'e2e-client'

export interface ClientParts {
  readonly namespace: string
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly affinity?: V1Affinity
  /** What it does; without a word about it, nothing until it is told. */
  readonly args?: readonly string[]
}

/** What Pod Security *restricted* asks of a container. */
export const restricted = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: 65532,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
}

/**
 * Without it a lost question costs 5 s. One is lost when a name server of the cluster has just ended and the question
 * comes from a port that asked this server before: kube-proxy keeps such flows until it hears of the end, 0.4 s later.
 */
const dnsConfig = {
  options: [
    { name: 'timeout', value: '1' },
    { name: 'attempts', value: '3' },
  ],
}

const podOf = ({ namespace, name, labels = {}, affinity, args = ['sleep', '2h'] }: ClientParts): V1Pod => ({
  metadata: { namespace, name, labels: { ...labels, [clientLabel]: 'true' } },
  spec: {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 0,
    dnsConfig,
    ...(affinity !== undefined && { affinity }),
    containers: [
      {
        name: 'probe',
        image: probeImage,
        args: [...args],
        securityContext: restricted,
        resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '1', memory: '128Mi' } },
      },
    ],
  },
})

/** Starts a pod with the program `probe` and its namespace, unless they are there, and returns where commands can be run. */
export async function clientPod(parts: ClientParts): Promise<Place & { readonly ip: string }> {
  const { namespace, name } = parts
  await makeNamespace(namespace)
  const { items } = await core.listNamespacedPod({ namespace, fieldSelector: `metadata.name=${name}` })
  if (items.length === 0) await core.createNamespacedPod({ namespace, body: podOf(parts) })
  const ip = await until(`pod ${namespace}/${name} runs`, 60, async () => {
    const { status } = await core.readNamespacedPod({ namespace, name })
    return status?.phase === 'Running' && status.podIP
  })
  return { namespace, pod: name, container: 'probe', ip: ip as string }
}

export const removePod = async (namespace: string, name: string): Promise<void> => {
  await core.deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 0 })
}
