/**
 * Who runs, which ports they open and who calls whom. Services, container ports, network policies and the documentation
 * come from here, so a connection that is not in this file does not exist.
 */

/** What serves, with as many pods as the load needs, and its named ports. */
export const serving = {
  api: { title: 'model-serving API', ports: { http: 8000, metrics: 9464 } },
  ui: { title: 'user interface', ports: { http: 8501, metrics: 9464 } },
} as const

export type ServingName = keyof typeof serving

/** What keeps data, with one pod each. A partner outside the release can take its place. */
export const stores = {
  database: { title: 'PostgreSQL', ports: { postgresql: 5432, metrics: 9187 } },
  cache: { title: 'Valkey', ports: { valkey: 6379, metrics: 9121 } },
  mlflow: { title: 'MLflow', ports: { http: 5000 } },
} as const

export type StoreName = keyof typeof stores

/** Everything of the platform that runs all the time. */
export const components = { ...serving, ...stores } as const

export type ComponentName = keyof typeof components

/** Pods that only call others. */
export const clients = {
  'database-roles': { title: 'Job that makes users and databases' },
  migrate: { title: 'Jobs that migrate the prediction log' },
  'first-model': { title: 'Job that registers the first model' },
  'mlflow-gc': { title: 'Job that removes deleted models' },
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
  mlflow: { title: 'MLflow' },
  objectStore: { title: 'S3 object store' },
  issuer: { title: 'OpenID Connect issuer' },
} as const

export type PeerName = keyof typeof peers
/** Partners that the platform calls: their port is a value too. */
export type OutsidePeerName = 'collector' | 'database' | 'cache' | 'mlflow' | 'objectStore' | 'issuer'

/** A call of a component; `port` is the name of one of its ports. */
export type InnerEdge = {
  readonly [Name in ComponentName]: {
    readonly from: PodSetName | PeerName
    readonly to: Name
    readonly port: keyof (typeof components)[Name]['ports']
    /** The call is not made when a partner outside stands in for the component. */
    readonly isOnlyInside?: true
    readonly why: string
  }
}[ComponentName]

/** A call of a partner that is never part of the release. */
export interface OuterEdge {
  readonly from: PodSetName
  readonly to: Exclude<OutsidePeerName, ComponentName>
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
  { from: 'api', to: 'database', port: 'postgresql', why: 'predictions are logged' },
  { from: 'migrate', to: 'database', port: 'postgresql', why: 'tables and partitions are made' },
  {
    from: 'database-roles',
    to: 'database',
    port: 'postgresql',
    isOnlyInside: true,
    why: 'users and databases are made',
  },
  { from: 'prometheus', to: 'database', port: 'metrics', why: 'metrics are read' },
  { from: 'api', to: 'cache', port: 'valkey', why: 'predictions and rate limits are cached' },
  { from: 'api', to: 'mlflow', port: 'http', why: 'models are loaded' },
  { from: 'api', to: 'issuer', why: 'keys that sign tokens are read' },
  { from: 'first-model', to: 'mlflow', port: 'http', why: 'a model is registered' },
  { from: 'gateway', to: 'mlflow', port: 'http', why: 'people look at models' },
  { from: 'mlflow', to: 'database', port: 'postgresql', why: 'models and runs are kept' },
  { from: 'mlflow', to: 'objectStore', why: 'files of models are kept' },
  { from: 'mlflow-gc', to: 'database', port: 'postgresql', why: 'deleted runs are removed' },
  { from: 'mlflow-gc', to: 'mlflow', port: 'http', isOnlyInside: true, why: 'their files are removed' },
  { from: 'prometheus', to: 'cache', port: 'metrics', why: 'metrics are read' },
  { from: 'prometheus', to: 'mlflow', port: 'http', why: 'metrics are read' },
]

const isPodSet = (name: string): name is PodSetName => (podSets as readonly string[]).includes(name)

export const isInner = (edge: Edge): edge is InnerEdge => 'port' in edge

/** The port number that an edge leads to. */
export const portOf = ({ to, port }: InnerEdge): number =>
  (components[to].ports as Record<string, number>)[port] as number

/** Calls of a component by pods of the release. */
export const callsOf = (podSet: PodSetName) =>
  edges.filter((edge): edge is InnerEdge & { from: PodSetName } => edge.to === podSet && isPodSet(edge.from))

/** Calls of a component by outside partners. */
export const outsideCallsOf = (podSet: PodSetName) =>
  edges.filter((edge): edge is InnerEdge & { from: PeerName } => edge.to === podSet && !isPodSet(edge.from))

/** What a set of pods calls. */
export const callsFrom = (podSet: PodSetName): readonly Edge[] => edges.filter((edge) => edge.from === podSet)

/** The partner that a component may be replaced by, if there is one. */
export const replacementOf = (name: ComponentName): OutsidePeerName | undefined =>
  name in peers ? (name as OutsidePeerName) : undefined
