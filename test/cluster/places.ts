import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '../../src/cli/local/machine/places.js'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** What outlives the cluster: everything in it can be made again. */
const cache = cacheFolder(process.env)
const state = join(cache, 'cluster')

/** The folders and files of the built-in cluster. */
export const places = {
  cache,
  /** Go programs, a folder for each state of the pins. */
  programs: join(cache, 'programs'),
  /** Archives of the stand-in images. */
  archives: join(cache, 'images'),
  /** A folder of containerd with all images unpacked, from which each node starts. */
  imageStore: join(cache, 'image-store'),
  /** Say who is changing the cluster, who is testing on it, and who is building its programs. */
  clusterLock: join(cache, 'cluster.lock'),
  testsLock: join(cache, 'tests.lock'),
  programsLock: join(cache, 'programs.lock'),
  /** The running cluster, and nothing else: removed with it. */
  state,
  /** A link to the programs that it runs. */
  runningPrograms: join(state, 'programs'),
  keys: join(state, 'keys'),
  kubeconfigs: join(state, 'kubeconfigs'),
  kubeconfig: join(state, 'kubeconfig'),
  machines: join(state, 'machines'),
  logs: join(state, 'logs'),
  volumes: join(state, 'volumes'),
  source: {
    programs: fromHere('./programs/'),
    config: fromHere('./config/'),
    manifests: fromHere('./manifests/'),
    images: fromHere('./images/'),
    machineScript: fromHere('./machine.sh'),
  },
} as const
