import { existsSync, readdirSync, rmSync } from 'node:fs'
import { applyAddOns, waitForAddOns } from './add-ons.js'
import { nodeNetwork } from './addresses.js'
import { removeCgroups } from './cgroups.js'
import { controlPlane, disconnectFromOutside, startControlPlane, startVolumes } from './control-plane.js'
import { addFakeNodes } from './fake-nodes.js'
import { fillImageStore } from './image-store.js'
import { changeKernelSettings, restoreKernelSettings } from './kernel-settings.js'
import { Machine } from './machine.js'
import { startNode } from './node.js'
import { places } from './places.js'
import { choosePrograms } from './programs.js'
import { say } from './progress.js'
import { until } from './wait.js'

export interface Wanted {
  readonly nodes: number
  readonly fakeNodes: number
}

export const isClusterUp = (): boolean => controlPlane.isRunning

/** Starts what does not run yet. Programs and archives of images must be there. */
export async function startCluster({ nodes, fakeNodes }: Wanted): Promise<void> {
  if (!isClusterUp() && existsSync(places.state)) {
    // After a power cut etcd still knows nodes and pods of then, of which nobody runs.
    say('removing what is left of a cluster that ended without being removed')
    await removeCluster()
  }
  choosePrograms()
  changeKernelSettings()
  const network = await nodeNetwork()
  await Promise.all([startControlPlane(network).then(() => say('control plane: ready')), fillImageStore()])
  startVolumes(network)
  const numbers = Array.from({ length: nodes }, (_, index) => index + 1)
  const addOns = applyAddOns()
  await Promise.all(numbers.map((number) => startNode(number, network).then(() => say(`node${number}: ready`))))
  await addOns
  await waitForAddOns()
  say('names, metrics and volumes: ready')
  if (fakeNodes > 0) await addFakeNodes(fakeNodes, network).then(() => say(`${fakeNodes} fake nodes: ready`))
}

/** Removes the cluster and everything that it has left on this machine, besides the cache. */
export async function removeCluster(): Promise<void> {
  const machines = runningMachines()
  await Promise.all(machines.map((machine) => machine.kill()))
  await disconnectFromOutside()
  // A group is free a moment after its last process.
  await until('the control groups are gone', 20, () => {
    removeCgroups()
    return true
  })
  restoreKernelSettings()
  rmSync(places.state, { recursive: true, force: true })
}

export const runningMachines = (): readonly Machine[] =>
  existsSync(places.machines)
    ? readdirSync(places.machines)
        .map((name) => new Machine(name))
        .filter((machine) => machine.isRunning)
    : []
