import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { addressOf, dnsAddress, podNetwork, serviceNetwork } from './addresses.js'
import { cgroupOf, makeCgroup } from './cgroups.js'
import { type Facts, flagsOf, writeConfig } from './config.js'
import { connect, kubectl, routeToPods } from './control-plane.js'
import { copyImageStore, importNewImages } from './image-store.js'
import { makeNodeKeys } from './keys.js'
import { Machine } from './machine.js'
import { places } from './places.js'
import { type ProgramName, programPath } from './programs.js'
import { until } from './wait.js'

/** A node: containerd, kubelet, kube-proxy and the firewall of network policies, on a machine of its own. */
export async function startNode(number: number, network: string): Promise<void> {
  const machine = new Machine(`node${number}`)
  const address = addressOf.node(network, number)
  await makeNodeKeys(machine.name, address, addressOf.controlPlane(network))
  await machine.start(programPath('pause'))
  await connect(machine, address, network)
  makeCgroup(cgroupOf(machine.name))
  mkdirSync(places.volumes, { recursive: true })
  await copyImageStore(machine)

  const config = join(machine.folder, 'config')
  const facts: Facts = {
    machine: machine.folder,
    config,
    keys: places.keys,
    kubeconfigs: places.kubeconfigs,
    node: machine.name,
    nodeAddress: address,
    cgroup: cgroupOf(machine.name),
    // Zones are for the rules that spread pods.
    zone: `zone-${number}`,
    dnsAddress,
    podNetwork,
    serviceNetwork,
  }
  const start = (name: string, program: string) => machine.daemon(name, program, flagsOf(name, config, facts))
  const startOwn = (name: ProgramName) => start(name, programPath(name))

  for (const name of ['containerd.toml', 'resolv.conf', 'kubelet.yaml', 'kube-proxy.yaml'])
    writeConfig(name, config, facts)
  start('containerd', 'containerd')
  await until(
    `containerd of ${machine.name} answers`,
    30,
    () => machine.run('ctr', ['version']),
    () => machine.lastWordsOf('containerd'),
  )
  await importNewImages(machine)
  startOwn('kubelet')
  const subnet = await until(
    `${machine.name} has addresses for pods`,
    60,
    async () => (await kubectl('get', 'node', machine.name, '--output=jsonpath={.spec.podCIDR}')) || undefined,
    () => machine.lastWordsOf('kubelet'),
  )
  // Below /run, which is the machine's own.
  const plugins = writeConfig('cni.conflist', config, { podSubnet: subnet })
  await machine.run('cp', [plugins, '/run/cni/slipway.conflist'])
  await routeToPods(subnet, address)
  startOwn('kube-proxy')
  startOwn('policies')
  await until(
    `${machine.name} is ready`,
    90,
    () => kubectl('wait', '--for=condition=Ready', `node/${machine.name}`, '--timeout=2s'),
    () => machine.lastWordsOf('kubelet'),
  )
}
