/**
 * Who runs, which ports they open and who calls whom. Services, container ports, network policies and the documentation
 * come from here, so a connection that is not in this file does not exist.
 */

/** Long-running parts of the platform, with their named ports. */
export const components = {
  api: { title: 'model-serving API', ports: { http: 8000, metrics: 9464 } },
  ui: { title: 'user interface', ports: { http: 8501, metrics: 9464 } },
} as const

export type ComponentName = keyof typeof components

/** Pods that only call others. */
export const clients = {
  'smoke-test': { title: 'pod of `helm test`' },
} as const

export type ClientName = keyof typeof clients

/** Every set of pods that the chart makes. */
export type PodSetName = ComponentName | ClientName

export const podSets = [...Object.keys(components), ...Object.keys(clients)] as readonly PodSetName[]

/** Partners outside the release; where they are is a value. */
export const peers = {
  gateway: { title: 'gateway or ingress controller' },
  prometheus: { title: 'Prometheus' },
  collector: { title: 'OpenTelemetry collector' },
  database: { title: 'PostgreSQL' },
  cache: { title: 'Valkey' },
  modelRegistry: { title: 'MLflow' },
} as const

export type PeerName = keyof typeof peers
/** Partners that the platform calls: their port is a value too. */
export type OutsidePeerName = 'collector' | 'database' | 'cache' | 'modelRegistry'

/** A call of a component of the release. */
export interface InnerEdge {
  readonly from: PodSetName | PeerName
  readonly to: ComponentName
  readonly port: 'http' | 'metrics'
  readonly why: string
}

/** A call of a partner outside the release. */
export interface OuterEdge {
  readonly from: PodSetName
  readonly to: OutsidePeerName
  readonly why: string
}

export type Edge = InnerEdge | OuterEdge

export const edges: readonly Edge[] = [
  { from: 'gateway', to: 'ui', port: 'http', why: 'people use the interface' },
  { from: 'gateway', to: 'api', port: 'http', why: 'clients ask for predictions' },
  { from: 'ui', to: 'api', port: 'http', why: 'the interface asks for predictions' },
  { from: 'smoke-test', to: 'api', port: 'http', why: '`helm test` checks readiness' },
  { from: 'smoke-test', to: 'ui', port: 'http', why: '`helm test` checks health' },
  { from: 'prometheus', to: 'api', port: 'metrics', why: 'metrics are read' },
  { from: 'prometheus', to: 'ui', port: 'metrics', why: 'metrics are read' },
  { from: 'api', to: 'collector', why: 'traces are sent' },
  { from: 'ui', to: 'collector', why: 'traces are sent' },
  { from: 'api', to: 'database', why: 'predictions are logged' },
  { from: 'api', to: 'cache', why: 'predictions and rate limits are cached' },
  { from: 'api', to: 'modelRegistry', why: 'models are loaded' },
]

/** Pods of the release that call a component. */
export const callersOf = (component: PodSetName) =>
  edges.filter((edge): edge is InnerEdge & { from: PodSetName } => edge.to === component && isPodSet(edge.from))

/** Outside partners that call a component. */
export const outsideCallersOf = (component: PodSetName) =>
  edges.filter((edge): edge is InnerEdge & { from: PeerName } => edge.to === component && !isPodSet(edge.from))

/** Components that a set of pods calls. */
export const calledBy = (podSet: PodSetName) =>
  edges.filter((edge): edge is InnerEdge => edge.from === podSet && 'port' in edge)

/** Outside partners that a set of pods calls. */
export const outsideCalledBy = (podSet: PodSetName) =>
  edges.filter((edge): edge is OuterEdge => edge.from === podSet && !('port' in edge))

const isPodSet = (name: string): name is PodSetName => (podSets as readonly string[]).includes(name)
