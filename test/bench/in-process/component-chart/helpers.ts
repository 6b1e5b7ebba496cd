import type { INetworkPolicyEgressRule, INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1'
import {
  ceilDivide,
  chartInfo,
  eq,
  helper,
  ifElse,
  oneOf,
  quantities,
  release,
  structure,
  text,
} from '../../../../src/helm/index.js'
import { metadata } from '../growing-chart.js'

type Labels = Readonly<Record<string, string>>

export const selectors = helper('growth.selectors', {
  doc: 'Labels that select the pods of a component.',
  parameters: { name: 'string' },
  returns: structure<Labels>(),
  body: ({ name }) => ({ 'app.kubernetes.io/instance': release.name, 'app.kubernetes.io/component': name }),
})

export const labels = helper('growth.labels', {
  doc: 'Labels of the objects of a component.',
  parameters: { name: 'string' },
  returns: structure<Labels>(),
  body: ({ name }) => ({
    'app.kubernetes.io/name': chartInfo.name,
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/component': name,
    'app.kubernetes.io/version': chartInfo.appVersion,
  }),
})

export const fromPods = helper('growth.fromPods', {
  doc: 'The pods of a component may call a port.',
  parameters: { name: 'string', port: 'integer' },
  returns: structure<INetworkPolicyIngressRule[]>(),
  body: ({ name, port }) => [
    { from: [{ podSelector: { matchLabels: selectors({ name }) } }], ports: [{ protocol: 'TCP', port }] },
  ],
})

export const toPods = helper('growth.toPods', {
  doc: 'A port of the pods of a component may be called.',
  parameters: { name: 'string', port: 'integer' },
  returns: structure<INetworkPolicyEgressRule[]>(),
  body: ({ name, port }) => [
    { to: [{ podSelector: { matchLabels: selectors({ name }) } }], ports: [{ protocol: 'TCP', port }] },
  ],
})

export const toNameServers = helper('growth.toNameServers', {
  doc: 'Name servers may be asked.',
  returns: structure<INetworkPolicyEgressRule[]>(),
  body: () => [
    {
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
      ports: [{ protocol: 'UDP', port: 53 }],
    },
  ],
})

const { cpuMillis, bytes } = quantities(metadata.name)
const amount = oneOf('cpu', 'memory')

export const number = helper('growth.number', {
  doc: 'CPU in thousandths, or bytes.',
  parameters: { amount, quantity: 'string' },
  returns: 'integer',
  body: ({ amount, quantity }) => ifElse(eq(amount, 'cpu'), cpuMillis({ quantity }), bytes({ quantity })),
})

export const quantity = helper('growth.quantity', {
  doc: 'Thousandths of a CPU, or bytes, as a quantity.',
  parameters: { amount, number: 'integer' },
  returns: 'text',
  body: ({ amount, number }) => ifElse(eq(amount, 'cpu'), text`${number}m`, text`${ceilDivide(number, 2 ** 20)}Mi`),
})

export const sharedHelpers = [selectors, labels, fromPods, toPods, toNameServers, cpuMillis, bytes, number, quantity]
