import type { Cluster } from './cluster.js'

/** A cluster that is there already, by the name of its context in the user's kubeconfig. */
export const existingCluster = (context: string): Cluster => ({
  plan: `context ${context} of your kubeconfig`,
  access: { context },
  start: async () => 'answers',
  images: 'all are pulled by the cluster; where it finds API and UI is said with -f or --set api.image.…, ui.image.…',
})
