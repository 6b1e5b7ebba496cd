import { builtInCluster } from './built-in.js'
import type { Facts } from './choice.js'
import type { Cluster, ClusterKind } from './cluster.js'
import { existingCluster } from './existing.js'
import { kindCluster } from './kind.js'

/** The chosen cluster, ready to be worked on. */
export const clusterOf = (
  kind: ClusterKind,
  facts: Pick<Facts, 'kind' | 'hasKindCluster' | 'nodeImage'>,
  { context, nodes }: { readonly context?: string | undefined; readonly nodes?: number | undefined },
): Cluster => {
  if (kind === 'existing') return existingCluster(context ?? '')
  return kind === 'kind' ? kindCluster(facts, nodes) : builtInCluster(nodes)
}
