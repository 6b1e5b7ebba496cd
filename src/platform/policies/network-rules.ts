import type {
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
  INetworkPolicyPort,
} from 'kubernetes-models/networking.k8s.io/v1'
import { type Expr, helper, type Lift, structure, when } from '../../helm/index.js'
import { selectorsOf } from '../kinds/metadata.js'
import { isKnown, nameServers, placesOf } from '../kinds/peer.js'
import { values } from '../values/index.js'

type Ingress = INetworkPolicyIngressRule[]
type Egress = INetworkPolicyEgressRule[]

const { peers } = values.networkPolicies

const tcp = (port: number | Expr<number>): Lift<INetworkPolicyPort> => ({ protocol: 'TCP', port })

export const fromPods = helper('slipway.fromPods', {
  doc: 'The pods of a component may call a port.',
  parameters: { component: 'string', port: 'integer' },
  returns: structure<Ingress>(),
  body: ({ component, port }) => [
    { from: [{ podSelector: { matchLabels: selectorsOf({ component }) } }], ports: [tcp(port)] },
  ],
})

export const fromPeer = helper('slipway.fromPeer', {
  doc: 'A partner outside the release may call a port, if the values say where it is.',
  parameters: { peer: peers.gateway, port: 'integer' },
  returns: structure<Ingress>(),
  body: ({ peer, port }) => [when(isKnown({ peer }), { from: placesOf({ peer }), ports: [tcp(port)] })],
})

export const toPods = helper('slipway.toPods', {
  doc: 'A port of the pods of a component may be called.',
  parameters: { component: 'string', port: 'integer' },
  returns: structure<Egress>(),
  body: ({ component, port }) => [
    { to: [{ podSelector: { matchLabels: selectorsOf({ component }) } }], ports: [tcp(port)] },
  ],
})

export const toPeer = helper('slipway.toPeer', {
  doc: 'A partner outside the release may be called, if the values say where it is.',
  parameters: { peer: peers.collector },
  returns: structure<Egress>(),
  body: ({ peer }) => [when(isKnown({ peer }), { to: placesOf({ peer }), ports: [tcp(peer.port)] })],
})

export const toNameServers = helper('slipway.toNameServers', {
  doc: 'Name servers may be asked. The checks refuse policies that do not know them.',
  returns: structure<Egress>(),
  body: () => [{ to: placesOf({ peer: nameServers }), ports: [{ protocol: 'UDP', port: 53 }, tcp(53)] }],
})

export const networkHelpers = [isKnown, placesOf, fromPods, fromPeer, toPods, toPeer, toNameServers]
