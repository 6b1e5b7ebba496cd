import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { V1Pod } from '@kubernetes/client-node'
import { projectFolder } from '../../../src/cli/project.js'
import { core } from './cluster.js'
import { kubectl } from './commands.js'
import { resultsFolder } from './results.js'

/** Writes down an error and what namespaces look like, and returns the folder. */
export async function keepDiagnostics(title: string, error: string, namespaces: readonly string[]): Promise<string> {
  const folder = join(resultsFolder, 'failures', title.replace(/[^A-Za-z0-9.]+/g, '-').slice(0, 80))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'error.txt'), error)
  for (const namespace of namespaces) await keepNamespace(join(folder, namespace), namespace)
  return folder.slice(projectFolder.length + 1)
}

const keepNamespace = async (folder: string, namespace: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const keep = async (file: string, text: Promise<string>) => {
    const content = await text.catch((error: Error) => `cannot be read: ${error.message}`)
    writeFileSync(join(folder, file), content)
  }
  const all = 'pods,deployments,replicasets,statefulsets,jobs,hpa,pdb,resourcequotas,endpointslices,pvc'
  await keep('objects.txt', kubectl(['get', all, '--namespace', namespace, '--output=wide']))
  await keep('pods.yaml', kubectl(['get', 'pods', '--namespace', namespace, '--output=yaml']))
  await keep('events.txt', kubectl(['events', '--namespace', namespace]))
  await keep('nodes.txt', kubectl(['describe', 'nodes']))
  const { items } = await core.listNamespacedPod({ namespace })
  await Promise.all(
    items.flatMap((pod) =>
      containersOf(pod).flatMap(({ container, restarts }) => {
        const name = pod.metadata?.name ?? ''
        const log = (previous: boolean) => core.readNamespacedPodLog({ namespace, name, container, previous })
        return [
          keep(`${name}.${container}.log`, log(false)),
          ...(restarts > 0 ? [keep(`${name}.${container}.before.log`, log(true))] : []),
        ]
      }),
    ),
  )
}

const containersOf = ({ status }: V1Pod) =>
  [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ].map(({ name, restartCount }) => ({ container: name, restarts: restartCount }))
