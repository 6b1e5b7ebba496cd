import type { CidrMap, LabelMap, Port } from './types.js'

/** Which connections the pods may make and take. Everything that is not named here or in the topology is refused. */
export interface NetworkPolicyValues {
  /** Make NetworkPolicies. They need a network plug-in that enforces them. */
  enabled: boolean
  dns: DnsValues
  peers: PeersValues
}

/** Where name servers are. */
export interface DnsValues {
  /** Labels of the namespace of the cluster's name servers. */
  namespaceLabels: LabelMap
  /** Labels of their pods. */
  podLabels: LabelMap
  /** Addresses of node-local name servers, by name of your choice. */
  cidrs: CidrMap
}

/** Partners outside the release. A partner without any label or network is refused. */
export interface PeersValues {
  /** The gateway or ingress controller. */
  gateway: PeerValues
  /** The Prometheus that reads the metrics. */
  prometheus: PeerValues
  /** The OpenTelemetry collector. */
  collector: OutsidePeerValues
  /** The PostgreSQL server. */
  database: OutsidePeerValues
  /** The Valkey or Redis server. */
  cache: OutsidePeerValues
  /** The MLflow tracking server. */
  mlflow: OutsidePeerValues
  /** The S3 object store. */
  objectStore: OutsidePeerValues
  /** The OpenID Connect issuer. */
  issuer: OutsidePeerValues
}

export interface PeerValues {
  /** Labels of the partner's namespace. Empty means the release's own namespace. */
  namespaceLabels: LabelMap
  /** Labels of the partner's pods. Empty means all pods of the namespace. */
  podLabels: LabelMap
  /** Networks of partners outside the cluster, by name of your choice. */
  cidrs: CidrMap
}

export interface OutsidePeerValues extends PeerValues {
  /** Port that the partner listens on. */
  port: Port
}

const nobody: PeerValues = { namespaceLabels: {}, podLabels: {}, cidrs: {} }

export const networkPolicyDefaults: NetworkPolicyValues = {
  enabled: true,
  dns: {
    namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
    podLabels: { 'k8s-app': 'kube-dns' },
    cidrs: { nodeLocal: '169.254.20.10/32' },
  },
  peers: {
    gateway: nobody,
    prometheus: nobody,
    collector: { port: 4317, ...nobody },
    database: { port: 5432, ...nobody },
    cache: { port: 6379, ...nobody },
    mlflow: { port: 5000, ...nobody },
    objectStore: { port: 443, ...nobody },
    issuer: { port: 443, ...nobody },
  },
}
