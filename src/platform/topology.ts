/**
 * Who runs, which ports they open and who calls whom. Services, container ports, network policies and the documentation
 * come from here, so a connection that is not in this file does not exist.
 */

export interface Port {
  readonly number: number
  /** The sidecar that opens it, as long as that is there; without one the main container does. */
  readonly openedBy?: string
}

/** What runs all the time. */
interface Server {
  readonly title: string
  readonly ports: Readonly<Record<string, Port>>
}

type Servers = Readonly<Record<string, Server>>

/** What answers people and programs outside, with as many pods as the load needs. */
export const serving = {
  api: { title: 'model-serving API', ports: { http: { number: 8000 }, metrics: { number: 9464 } } },
  ui: { title: 'user interface', ports: { http: { number: 8501 }, metrics: { number: 9464 } } },
} as const satisfies Servers

/** What keeps data, with one pod each. A partner outside the release can take its place. */
export const stores = {
  database: {
    title: 'PostgreSQL',
    ports: { postgresql: { number: 5432 }, metrics: { number: 9187, openedBy: 'exporter' } },
  },
  cache: { title: 'Valkey', ports: { valkey: { number: 6379 }, metrics: { number: 9121, openedBy: 'exporter' } } },
  mlflow: { title: 'MLflow', ports: { http: { number: 5000 } } },
} as const satisfies Servers

/** What else runs all the time, with a fixed number of pods, for the other components. */
export const supporting = {} as const satisfies Servers

/** Everything that runs all the time. */
export const servers = { ...serving, ...stores, ...supporting } as const

/** What ends by itself: a Job, a CronJob, the test pod. Nobody calls it. */
export const tasks = {
  'database-roles': { title: 'Job that makes users and databases' },
  migrate: { title: 'Jobs that migrate the prediction log' },
  'first-model': { title: 'Job that registers the first model' },
  'mlflow-gc': { title: 'Job that removes deleted models' },
  'smoke-test': { title: 'pod of `helm test`' },
} as const

export type ServingName = keyof typeof serving
export type StoreName = keyof typeof stores
export type ServerName = keyof typeof servers
export type TaskName = keyof typeof tasks
/** Every set of pods that the chart makes is a component. */
export type ComponentName = ServerName | TaskName

export const serverNames = Object.keys(servers) as readonly ServerName[]

export const componentNames = [...Object.keys(servers), ...Object.keys(tasks)] as readonly ComponentName[]

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

/** Why somebody calls. `onlyInside`: the call is not made when a partner outside stands in for the called component. */
type Why = string | { readonly onlyInside: string }

type PortName<Name extends ServerName> = Extract<keyof (typeof servers)[Name]['ports'], string>

/** For each port of the release who calls it and why, and the same for each partner that is never part of the release. */
type Calls = {
  readonly [Name in ServerName]: {
    readonly [Port in PortName<Name>]: { readonly [From in ComponentName | PeerName]?: Why }
  }
} & {
  readonly [Name in Exclude<OutsidePeerName, ServerName>]: { readonly [From in ComponentName]?: Why }
}

/** Who may call whom: to see who reaches the database, look at `database`. */
export const calls: Calls = {
  api: {
    http: {
      gateway: 'clients ask for predictions',
      ui: 'the interface asks for predictions',
      'smoke-test': '`helm test` checks readiness',
    },
    metrics: { prometheus: 'metrics are read' },
  },
  ui: {
    http: { gateway: 'people use the interface', 'smoke-test': '`helm test` checks health' },
    metrics: { prometheus: 'metrics are read' },
  },
  collector: { api: 'traces are sent', ui: 'traces are sent' },
  database: {
    postgresql: {
      api: 'predictions are logged',
      migrate: 'tables and partitions are made',
      'database-roles': { onlyInside: 'users and databases are made' },
      mlflow: 'models and runs are kept',
      'mlflow-gc': 'deleted runs are removed',
    },
    metrics: { prometheus: 'metrics are read' },
  },
  cache: {
    valkey: { api: 'predictions and rate limits are cached' },
    metrics: { prometheus: 'metrics are read' },
  },
  mlflow: {
    http: {
      api: 'models are loaded',
      'first-model': 'a model is registered',
      gateway: 'people look at models',
      'mlflow-gc': { onlyInside: 'their files are removed' },
      prometheus: 'metrics are read',
    },
  },
  issuer: { api: 'keys that sign tokens are read' },
  objectStore: { mlflow: 'files of models are kept' },
}

/** A call of a component; `port` is the name of one of its ports. */
export interface InnerEdge {
  readonly from: ComponentName | PeerName
  readonly to: ServerName
  readonly port: string
  /** The call is not made when a partner outside stands in for the component. */
  readonly isOnlyInside: boolean
  readonly why: string
}

/** A call of a partner that is never part of the release. */
export interface OuterEdge {
  readonly from: ComponentName
  readonly to: Exclude<OutsidePeerName, ServerName>
  readonly why: string
}

export type Edge = InnerEdge | OuterEdge

type Callers = Readonly<Record<string, Why>>

const isServer = (name: string): name is ServerName => name in servers

const edgesTo = ([to, called]: readonly [string, Callers | Readonly<Record<string, Callers>>]): readonly Edge[] =>
  isServer(to)
    ? Object.entries(called as Readonly<Record<string, Callers>>).flatMap(([port, callers]) =>
        Object.entries(callers).map(([from, why]) => ({ ...whyOf(why), from: from as ComponentName, to, port })),
      )
    : Object.entries(called as Callers).map(([from, why]) => ({
        ...whyOf(why),
        from: from as ComponentName,
        to: to as OuterEdge['to'],
      }))

const whyOf = (why: Why) =>
  typeof why === 'string' ? { why, isOnlyInside: false } : { why: why.onlyInside, isOnlyInside: true }

/** All calls, one by one. */
export const edges: readonly Edge[] = Object.entries(calls).flatMap(edgesTo)

const isComponent = (name: string): name is ComponentName => (componentNames as readonly string[]).includes(name)

export const isInner = (edge: Edge): edge is InnerEdge => 'port' in edge

/** The ports of a server by their names. */
export const portsOf = (server: ServerName): Readonly<Record<string, Port>> => servers[server].ports

/** The number of a port. */
export const portOf = <Name extends ServerName>(server: Name, port: PortName<Name>): number =>
  (portsOf(server)[port] as Port).number

/** The number of the port that an edge leads to. */
export const portOfEdge = ({ to, port }: InnerEdge): number => (portsOf(to)[port] as Port).number

/** Calls of a component by others of the release. */
export const callsOf = (component: ComponentName) =>
  edges.filter((edge): edge is InnerEdge & { from: ComponentName } => edge.to === component && isComponent(edge.from))

/** Calls of a component by outside partners. */
export const outsideCallsOf = (component: ComponentName) =>
  edges.filter((edge): edge is InnerEdge & { from: PeerName } => edge.to === component && !isComponent(edge.from))

/** What a component calls. */
export const callsFrom = (component: ComponentName): readonly Edge[] => edges.filter(({ from }) => from === component)

/** The partner that a component may be replaced by, if there is one. */
export const replacementOf = (name: ServerName): OutsidePeerName | undefined =>
  name in peers ? (name as OutsidePeerName) : undefined
