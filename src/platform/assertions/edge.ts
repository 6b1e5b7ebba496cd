import { and, assert, eq, isEmpty, ne, not, text } from '../../helm/index.js'
import { nameServersAreKnown, peerIsKnown } from '../kinds/peer.js'
import { values } from '../values/index.js'

const { edge, networkPolicies } = values

/** What crosses the edge of the release has a way in and a name. */
export const edgeRules = [
  assert({
    key: 'networkPolicies.dns',
    refuseWhen: and(networkPolicies.enabled, not(nameServersAreKnown)),
    problem: 'is empty, so the network policies would cut every pod off from name resolution.',
    example: 'podLabels: {k8s-app: kube-dns}',
  }),
  assert({
    key: 'edge.uiHost',
    refuseWhen: and(ne(edge.mode, 'none'), isEmpty(edge.uiHost), isEmpty(edge.apiHost)),
    problem: text`and edge.apiHost are empty, so there is nothing to publish with edge.mode ${edge.mode}.`,
    example: 'uiHost: predict.example.com',
  }),
  assert({
    key: 'edge.gateway.name',
    refuseWhen: and(eq(edge.mode, 'httpRoute'), isEmpty(edge.gateway.name)),
    problem: 'is empty, but edge.mode httpRoute attaches to a Gateway.',
    example: 'name: public, namespace: gateway-system',
  }),
  assert({
    key: 'networkPolicies.peers.gateway',
    refuseWhen: and(ne(edge.mode, 'none'), networkPolicies.enabled, not(peerIsKnown('gateway'))),
    problem: 'is empty, so the network policies would refuse every request that the edge lets in.',
    example: 'namespaceLabels: {kubernetes.io/metadata.name: gateway-system}',
  }),
]
