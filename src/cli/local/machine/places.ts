import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { projectFolder } from '../../project.js'

/** The folder in which slipway keeps what it makes on this machine. */
export const cacheFolder = ({ SLIPWAY_CACHE, XDG_CACHE_HOME }: NodeJS.ProcessEnv): string =>
  resolve(SLIPWAY_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'slipway'))

/** The files of the commands `up`, `down`, `status` and `logs`. */
export const placesIn = (environment: NodeJS.ProcessEnv) => {
  const cache = cacheFolder(environment)
  const local = join(cache, 'local')
  return {
    /** Everything that these commands keep; `down` removes it. */
    local,
    state: join(local, 'state.json'),
    forwards: join(local, 'forwards.json'),
    forwardsLog: join(local, 'forwards.log'),
    kindLog: join(local, 'kind.log'),
    imagesLog: join(local, 'images.log'),
    kindKubeconfig: join(local, 'kind.kubeconfig'),
    /** Values that the chosen cluster asks for. */
    clusterValues: join(local, 'cluster-values.yaml'),
    /** Written by the built-in cluster. */
    builtInKubeconfig: join(cache, 'cluster/kubeconfig'),
  } as const
}

export const places = placesIn(process.env)

/** What is taken from the checkout. */
export const sources = {
  chart: join(projectFolder, 'chart'),
  values: join(projectFolder, 'values/local.yaml'),
  tools: join(projectFolder, '.tools/bin'),
  buildImages: join(projectFolder, 'apps/build-images'),
  builtInCluster: join(projectFolder, 'test/cluster/main.ts'),
  typescriptRunner: join(projectFolder, 'node_modules/tsx/dist/cli.mjs'),
} as const
