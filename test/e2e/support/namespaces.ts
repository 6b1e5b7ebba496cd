import { until } from '../../cluster/wait.js'
import { core, scheduling } from './cluster.js'

const prefix = 'e2e-'

/** Makes a namespace in which only pods of the Pod Security Standard `restricted` may run, unless it is there. */
export async function makeNamespace(name: string): Promise<void> {
  if (!name.startsWith(prefix)) throw new Error(`${name}: namespaces of these tests begin with ${prefix}`)
  const { items } = await core.listNamespace({ fieldSelector: `metadata.name=${name}` })
  if (items.length > 0) return
  await core.createNamespace({
    body: { metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  })
  // Pods cannot be made before the controller has made it.
  await until(`${name} has its service account`, 30, async () => {
    const accounts = await core.listNamespacedServiceAccount({ namespace: name })
    return accounts.items.some(({ metadata }) => metadata?.name === 'default')
  })
}

/** Removes every namespace of these tests, and what releases in them have outside. */
export async function removeNamespaces(): Promise<void> {
  const ours = await namespacesOfRun()
  await Promise.all(ours.map((name) => core.deleteNamespace({ name })))
  // Nobody waits for their last requests.
  await Promise.all(ours.map((namespace) => core.deleteCollectionNamespacedPod({ namespace, gracePeriodSeconds: 0 })))
  await scheduling.deleteCollectionPriorityClass({ labelSelector: 'app.kubernetes.io/name=slipway' })
  await until('the namespaces of the tests are gone', 120, async () => (await namespacesOfRun()).length === 0)
}

/** Names of the namespaces that these tests have made. */
export const namespacesOfRun = async (): Promise<readonly string[]> => {
  const { items } = await core.listNamespace()
  return items.flatMap(({ metadata }) => metadata?.name ?? []).filter((name) => name.startsWith(prefix))
}
