import type {
  DataKey,
  Host,
  ImageValues,
  ObjectName,
  Password,
  Port,
  ResourceValues,
  Seconds,
  StorageValues,
  Threshold,
} from './types.js'
import { type ServerValues, serverDefaults } from './workload.js'

/** PostgreSQL, for the prediction log and for MLflow. */
export interface DatabaseValues extends ServerValues {
  /**
   * `embedded` runs PostgreSQL in the release, `external` uses a server that exists, `none` leaves predictions unlogged.
   */
  mode: 'embedded' | 'external' | 'none'
  /** Name of the database of the prediction log. */
  name: DatabaseName
  /**
   * Name of the Secret with the passwords, one entry per user: `postgres` (only embedded), `migrator`, `app`, `mlflow`,
   * `backup`, `monitor`. Empty means a Secret named like the database's objects: made by the chart from `passwords`, or else
   * by you.
   */
  existingSecret: ObjectName
  /** The passwords themselves, for development only: production refuses secrets in values. */
  passwords: DatabasePasswords
  /** The volume of the embedded database. */
  storage: DatabaseStorageValues
  /** Settings of the embedded server; memory is divided by the memory limit. */
  server: DatabaseServerValues
  /** TLS of the embedded server. */
  tls: DatabaseTlsValues
  /** What maintenance of nodes may do. */
  disruption: DatabaseDisruptionValues
  /** Time for the server to write everything down before it is killed. */
  shutdownSeconds: Seconds
  /** The sidecar that turns the server's statistics into metrics. */
  exporter: DatabaseExporterValues
  /** The server of `mode: external`. */
  external: ExternalDatabaseValues
}

/**
 * @maxLength 63
 * @pattern ^[a-z_][a-z0-9_]*$
 */
export type DatabaseName = string

/**
 * Passwords by user: `postgres` is the superuser and makes the others; `migrator` owns the tables of the prediction log, `app`
 * reads and writes them; `mlflow` owns the databases of MLflow; `backup` copies everything; `monitor` reads statistics.
 * @propertyNames {"pattern": "^(postgres|migrator|app|mlflow|backup|monitor)$"}
 */
export interface DatabasePasswords {
  [user: string]: Password
}

export interface DatabaseStorageValues extends StorageValues {
  /** What becomes of the volume when the release is uninstalled. */
  whenDeleted: 'Retain' | 'Delete'
}

export interface DatabaseServerValues {
  /**
   * Connections at the same time. Each API pod takes up to 4.
   * @asType integer
   * @minimum 20
   * @maximum 2000
   */
  maxConnections: number
  /**
   * Statements that take longer are logged, in milliseconds.
   * @asType integer
   * @minimum 0
   * @maximum 3600000
   */
  slowStatementMilliseconds: number
  /** How long summaries of the write-ahead log are kept, from which incremental backups are made. */
  walSummaryDays: Threshold
  /** More settings of PostgreSQL by name, such as `work_mem: 64MB`. They replace the chart's own. */
  parameters: ParameterMap
}

/**
 * Settings of PostgreSQL by name.
 * @propertyNames {"pattern": "^[a-z][a-z0-9_.]{0,62}$"}
 */
export interface ParameterMap {
  [name: string]: string
}

export interface DatabaseTlsValues {
  /**
   * Name of a Secret with `tls.crt`, `tls.key` and `ca.crt`, as cert-manager makes it. Then clients must use TLS, and check
   * the certificate. Empty means no TLS.
   */
  existingSecret: ObjectName
}

export interface DatabaseDisruptionValues {
  /**
   * Pods that a node drain may take away: with 0 a drain waits until somebody moves the database.
   * @asType integer
   * @minimum 0
   * @maximum 1
   */
  maxUnavailable: number
}

export interface DatabaseExporterValues {
  /** Run the sidecar. */
  enabled: boolean
  /** The image of postgres_exporter. */
  image: ImageValues
  /** What the container reserves and may use. */
  resources: ResourceValues
}

export interface ExternalDatabaseValues {
  /** Host of the server. */
  host: Host
  /** Port of the server. */
  port: Port
  /** How TLS is used towards the server. */
  sslMode: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'
  /** Name of the Secret with the certificate of the authority that signed the server's. Empty means those of the image. */
  caSecret: ObjectName
  /** Key of that Secret. */
  caKey: DataKey
}

export const databaseDefaults: DatabaseValues = {
  ...serverDefaults,
  mode: 'embedded',
  name: 'slipway',
  existingSecret: '',
  passwords: {},
  image: { registry: 'docker.io', repository: 'library/postgres', tag: '18.6', digest: '' },
  resources: {
    requests: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '1Gi' },
    limits: { cpu: '4', memory: '8Gi', 'ephemeral-storage': '1Gi' },
  },
  storage: { size: '20Gi', className: '', whenDeleted: 'Retain' },
  server: { maxConnections: 100, slowStatementMilliseconds: 500, walSummaryDays: 10, parameters: {} },
  tls: { existingSecret: '' },
  // Recovery after a crash can take minutes; the start must outlast it.
  probes: {
    startup: { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 360 },
    readiness: { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    liveness: { periodSeconds: 15, timeoutSeconds: 10, failureThreshold: 8 },
  },
  disruption: { maxUnavailable: 1 },
  shutdownSeconds: 120,
  exporter: {
    enabled: false,
    image: { registry: 'quay.io', repository: 'prometheuscommunity/postgres-exporter', tag: 'v0.20.1', digest: '' },
    resources: {
      requests: { cpu: '25m', memory: '64Mi', 'ephemeral-storage': '32Mi' },
      limits: { cpu: '250m', memory: '128Mi', 'ephemeral-storage': '32Mi' },
    },
  },
  external: { host: '', port: 5432, sslMode: 'verify-full', caSecret: '', caKey: 'ca.crt' },
}
