import { kubectl, kubectlWith, startKwok } from './control-plane.js'

const zones = 3
const capacity = { cpu: '8', memory: '32Gi', pods: '110', 'ephemeral-storage': '100Gi' }

/**
 * Nodes that KWOK plays: pods on them count as running without a process, for questions of scheduling and quota. A pod
 * gets there with the node selector `type: kwok` and a toleration of the taint.
 */
export async function addFakeNodes(count: number, network: string): Promise<void> {
  startKwok(network)
  const items = Array.from({ length: count }, (_, index) => fakeNode(index))
  await kubectlWith(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }), 'apply', '-f', '-')
  await kubectl('wait', '--for=condition=Ready', 'node', '--selector=type=kwok', '--timeout=60s')
}

const fakeNode = (index: number) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: `fake-${index}`,
    annotations: { 'kwok.x-k8s.io/node': 'fake', 'node.alpha.kubernetes.io/ttl': '0' },
    labels: {
      type: 'kwok',
      'kubernetes.io/hostname': `fake-${index}`,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'topology.kubernetes.io/zone': `zone-${(index % zones) + 1}`,
    },
  },
  spec: { taints: [{ key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' }] },
  status: { allocatable: capacity, capacity },
})
