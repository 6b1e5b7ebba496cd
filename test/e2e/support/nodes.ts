import type { V1Pod } from '@kubernetes/client-node'
import { Machine } from '../../cluster/machine.js'
import { until } from '../../cluster/wait.js'
import { clientLabel } from './client-pod.js'
import { core } from './cluster.js'
import { kubectl } from './commands.js'

/** Moves every pod away from a node, as its maintenance does: by evictions, which respect budgets. */
export const drain = (node: string): Promise<string> =>
  kubectl([
    ...['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=120s'],
    `--pod-selector=!${clientLabel}`,
  ])

export const uncordon = (node: string): Promise<string> => kubectl(['uncordon', node])

/** Kills the process of a container from outside, as the kernel does when memory runs out, and waits for the next one. */
export async function crash({ metadata, spec, status }: V1Pod, container: string): Promise<void> {
  const before = status?.containerStatuses?.find(({ name }) => name === container)
  const node = new Machine(spec?.nodeName ?? '')
  const id = before?.containerID?.replace('containerd://', '') ?? ''
  await node.run('ctr', ['--namespace=k8s.io', 'tasks', 'kill', '--signal=SIGKILL', id])
  const { name = '', namespace = '' } = metadata ?? {}
  await until(`${container} of ${name} has started again`, 60, async () => {
    const { containerStatuses = [] } = (await core.readNamespacedPod({ name, namespace })).status ?? {}
    const now = containerStatuses.find((one) => one.name === container)
    return (now?.restartCount ?? 0) > (before?.restartCount ?? 0) && now?.state?.running !== undefined
  })
}

/** Asks to take a pod away, as a drain does, and returns the status of the answer: 429 while a budget is exhausted. */
export async function evict(namespace: string, name: string): Promise<number> {
  try {
    await core.createNamespacedPodEviction({ namespace, name, body: { metadata: { name, namespace } } })
    return 201
  } catch (error) {
    return (error as { code: number }).code
  }
}
