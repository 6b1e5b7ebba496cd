import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { isClusterUp } from './cluster.js'
import { kubectl, kubectlWith } from './control-plane.js'
import { differences, machineState } from './machine-state.js'
import { until } from './wait.js'

const command = (...args: readonly string[]) =>
  execFileSync('npx', ['tsx', 'test/cluster/main.ts', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** A pod with what makes a node change itself: a volume, a Service, a port of the node, a network policy. */
const workload = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'server' },
      spec: { type: 'NodePort', selector: { app: 'server' }, ports: [{ port: 8080 }] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'server' },
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'server', labels: { app: 'server' } },
      spec: {
        containers: [
          {
            name: 'server',
            image: 'slipway.local/probe:1',
            args: ['serve', ':8080'],
            ports: [{ containerPort: 8080, hostPort: 18080 }],
            readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
        ],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      },
    },
  ],
})

it('a cluster that has worked leaves nothing on the machine', async () => {
  if (isClusterUp()) throw new Error('a cluster is up, and this test would remove it: make down')
  const before = await machineState()
  command('up', '--nodes', '2', '--fake-nodes', '2', '--no-stand-ins')
  expect(differences(before, await machineState())).not.toEqual([])
  await kubectlWith(workload, 'apply', '-f', '-')
  await until('the pod is ready', 60, () => kubectl('wait', '--for=condition=Ready', 'pod/server', '--timeout=2s'))
  command('down')
  expect(differences(before, await machineState())).toEqual([])
})
