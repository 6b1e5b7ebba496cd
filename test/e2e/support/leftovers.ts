import { kubectl } from './commands.js'

/** Kinds whose objects come and go by themselves. */
const fleeting = ['events', 'events.events.k8s.io', 'pods.metrics.k8s.io', 'nodes.metrics.k8s.io']

/** Every object of a namespace, of every kind that can be listed, as `kind/name`. */
export async function objectsIn(namespace: string): Promise<readonly string[]> {
  const kinds = (await kubectl(['api-resources', '--verbs=list', '--namespaced', '--output=name'])).trim().split('\n')
  const lasting = kinds.filter((kind) => !fleeting.includes(kind))
  return namesIn(
    await kubectl(['get', lasting.join(), '--namespace', namespace, '--output=name', '--ignore-not-found']),
  )
}

/** Objects of the cluster that carry the labels of a release. */
export async function clusterObjectsOf(release: string): Promise<readonly string[]> {
  const kinds = (await kubectl(['api-resources', '--verbs=list', '--namespaced=false', '--output=name'])).trim()
  const lasting = kinds.split('\n').filter((kind) => !fleeting.includes(kind) && kind !== 'componentstatuses')
  const selector = `--selector=app.kubernetes.io/instance=${release}`
  return namesIn(await kubectl(['get', lasting.join(), selector, '--output=name', '--ignore-not-found']))
}

const namesIn = (output: string): readonly string[] => [...new Set(output.trim().split('\n'))].filter(Boolean).sort()
