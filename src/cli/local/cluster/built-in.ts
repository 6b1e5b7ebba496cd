import { UserError } from '../../user-error.js'
import { places, sources } from '../machine/places.js'
import { ProgramFailed, run } from '../machine/programs.js'
import type { Cluster, Work } from './cluster.js'

/** The registry under whose name the built-in cluster imports its images. */
const registry = 'slipway.local'

/** Kubernetes made from its Go modules, on a Linux machine without Docker. It brings its own images. */
export const builtInCluster = (nodes: number | undefined): Cluster => ({
  plan: 'starting what is missing of it; the first time it is compiled, which takes some minutes',
  access: { kubeconfig: places.builtInKubeconfig },
  start: async (work) => {
    await builtIn(['up', ...(nodes === undefined ? [] : ['--nodes', String(nodes)])], work)
    return 'ready'
  },
  images: `those of ${registry}, which the cluster brings; it pulls no others`,
  values: { global: { image: { registry } } },
  remove: async (work) => {
    await builtIn(['down'], work)
    return 'the built-in cluster'
  },
})

/** It is a program of its own, because tests use it too. Its progress lines go to standard error. */
const builtIn = async (args: readonly string[], { signal }: Work): Promise<void> => {
  try {
    await run(process.execPath, [sources.typescriptRunner, sources.builtInCluster, ...args], { signal })
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error
    throw new UserError(
      `the built-in cluster failed, its last lines above say why: npx tsx test/cluster/main.ts ${args.join(' ')}`,
    )
  }
}
