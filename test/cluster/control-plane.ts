import { join } from 'node:path'
import { addressOf, podNetwork, serviceNetwork } from './addresses.js'
import { type Facts, flagsOf } from './config.js'
import { makeControlPlaneKeys } from './keys.js'
import { Machine } from './machine.js'
import { places } from './places.js'
import { type ProgramName, programPath } from './programs.js'
import { run } from './shell.js'
import { until } from './wait.js'

/** etcd, API server, controllers and scheduler, and the bridge between all machines. */
export const controlPlane = new Machine('control-plane')

const bridge = 'nodes'
/** The interface through which this machine reaches the cluster: the one trace of it outside its namespaces. */
const outsideInterface = 'slipway'

const facts = (network: string): Facts => ({
  state: places.state,
  keys: places.keys,
  kubeconfigs: places.kubeconfigs,
  programs: places.runningPrograms,
  controlPlaneAddress: addressOf.controlPlane(network),
  podNetwork,
  serviceNetwork,
})

export async function startControlPlane(network: string): Promise<void> {
  await makeControlPlaneKeys(addressOf.controlPlane(network))
  await controlPlane.start(programPath('pause'))
  await connectToOutside(network)
  start('etcd', network)
  start('kube-apiserver', network)
  await until(
    'the API server is ready',
    90,
    () => kubectl('get', '--raw', '/readyz'),
    () => ['etcd', 'kube-apiserver'].map((name) => controlPlane.lastWordsOf(name)).join('\n'),
  )
  start('kube-controller-manager', network)
  start('kube-scheduler', network)
  await kubectl('apply', '-f', join(places.source.manifests, 'rbac.yaml'))
  await until(
    'the default service account exists',
    60,
    () => kubectl('get', 'serviceaccount', 'default'),
    () => controlPlane.lastWordsOf('kube-controller-manager'),
  )
}

export const startVolumes = (network: string): void => start('volumes', network)

export const startKwok = (network: string): void => start('kwok', network)

/** Runs kubectl as administrator, next to the API server. */
export const kubectl = (...args: readonly string[]): Promise<string> => kubectlWith(undefined, ...args)

/** The same with a text for its standard input. */
export const kubectlWith = (input: string | undefined, ...args: readonly string[]): Promise<string> =>
  controlPlane.run(programPath('kubectl'), [`--kubeconfig=${places.kubeconfig}`, ...args], input)

/** Gives a machine an interface on the bridge. */
export async function connect(machine: Machine, address: string, network: string): Promise<void> {
  const inside = (...args: readonly string[]) => machine.run('ip', args)
  if ((await inside('-brief', 'link')).includes('eth0')) return
  await addToBridge(machine.name, 'eth0', machine.pid)
  await inside('address', 'add', `${address}/24`, 'dev', 'eth0')
  await inside('link', 'set', 'eth0', 'up')
  await inside('route', 'add', 'default', 'via', addressOf.controlPlane(network))
}

/** Sends packets for the pods of a node to that node; nodes reach each other's pods by way of the control plane. */
export const routeToPods = (subnet: string, nodeAddress: string): Promise<string> =>
  controlPlane.run('ip', ['route', 'replace', subnet, 'via', nodeAddress])

function start(name: ProgramName, network: string): void {
  controlPlane.daemon(name, programPath(name), flagsOf(name, join(controlPlane.folder, 'config'), facts(network)))
}

async function connectToOutside(network: string): Promise<void> {
  if ((await controlPlane.run('ip', ['-brief', 'link'])).includes(bridge)) return
  await controlPlane.run('ip', ['link', 'add', bridge, 'type', 'bridge'])
  await controlPlane.run('ip', ['address', 'add', `${addressOf.controlPlane(network)}/24`, 'dev', bridge])
  await controlPlane.run('ip', ['link', 'set', bridge, 'up'])
  await addToBridge('outside', outsideInterface, process.pid)
  await run('ip', ['address', 'add', `${addressOf.outside(network)}/24`, 'dev', outsideInterface])
  await run('ip', ['link', 'set', outsideInterface, 'up'])
}

/** The interface would go with the namespace at its other end, which takes the kernel up to a minute. */
export async function disconnectFromOutside(): Promise<void> {
  const isThere = async () => (await run('ip', ['-brief', 'link'])).includes(`${outsideInterface}@`)
  if (!(await isThere())) return
  // It may go by itself at this moment.
  await run('ip', ['link', 'delete', outsideInterface]).catch(async (error) => {
    if (await isThere()) throw error
  })
}

/** A cable between the bridge (`port`) and an interface in the network of a process. */
async function addToBridge(port: string, name: string, pid: number): Promise<void> {
  // Not through `Machine.run`: there, numbers of processes are others.
  const inNetwork = ['--target', `${controlPlane.pid}`, '--net', '--', 'ip', 'link']
  await run('nsenter', [...inNetwork, 'add', port, 'type', 'veth', 'peer', 'name', name, 'netns', `${pid}`])
  await run('nsenter', [...inNetwork, 'set', port, 'master', bridge, 'up'])
}
