import type { DataKey, Host, ObjectName, Port, Seconds } from './types.js'
import { type WorkloadValues, workloadDefaults } from './workload.js'

/** The model-serving API. */
export interface ApiValues extends WorkloadValues {
  /** Least severe messages that are logged. */
  logLevel: 'debug' | 'info' | 'warning' | 'error'
  /** Who may call the API. */
  auth: ApiAuthValues
  /** Which model is served. */
  model: ModelValues
  /** Where predictions are logged. */
  database: DatabaseClientValues
  /** Where predictions are cached. */
  cache: CacheClientValues
  /** Where traces are sent. */
  tracing: TracingValues
}

export interface ApiAuthValues {
  /**
   * Name of a Secret with the API keys that clients may use: one entry per client. Empty, with no `keys`: everybody may
   * call the API.
   */
  existingSecret: ObjectName
  /** API keys by client name, for development only: production refuses secrets in values. */
  keys: ApiKeyMap
}

/**
 * API keys by client.
 * @propertyNames {"pattern": "^[A-Za-z0-9._-]{1,253}$"}
 */
export interface ApiKeyMap {
  [client: string]: string
}

export interface ModelValues {
  /**
   * MLflow URI of the model, such as `models:/wine@champion`. Empty means the model packaged in the image.
   * @maxLength 500
   * @pattern ^([a-z][a-z0-9+.-]*:\S+)?$
   */
  uri: string
  /**
   * URL of the MLflow tracking server. Empty means none.
   * @maxLength 500
   * @pattern ^(https?://\S+)?$
   */
  trackingUri: string
  /** Time between two looks for a new version behind the alias. */
  pollSeconds: Seconds
}

export interface DatabaseClientValues {
  /** Host of the PostgreSQL server for the prediction log. Empty means no log. */
  host: Host
  /** Port of the server. */
  port: Port
  /**
   * Name of the database.
   * @pattern ^[A-Za-z_][A-Za-z0-9_-]{0,62}$
   */
  name: string
  /**
   * User that the API connects as.
   * @pattern ^[A-Za-z_][A-Za-z0-9_-]{0,62}$
   */
  user: string
  /** Name of the Secret with the password. */
  existingSecret: ObjectName
  /** Key of that Secret. */
  passwordKey: DataKey
  /** How TLS is used towards the server. */
  sslMode: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'
}

export interface CacheClientValues {
  /** Host of the Valkey or Redis server. Empty means no cache. */
  host: Host
  /** Port of the server. */
  port: Port
  /** Name of the Secret with the password. Empty means no password. */
  existingSecret: ObjectName
  /** Key of that Secret. */
  passwordKey: DataKey
  /** How long a prediction stays in the cache. */
  ttlSeconds: Seconds
}

export interface TracingValues {
  /**
   * OTLP/gRPC endpoint of a collector, such as `http://collector:4317`. Empty means no traces.
   * @maxLength 500
   * @pattern ^(https?://\S+)?$
   */
  endpoint: string
  /**
   * Share of requests that are traced.
   * @minimum 0
   * @maximum 1
   */
  sampleRatio: number
}

export const apiDefaults: ApiValues = {
  ...workloadDefaults,
  image: { registry: 'ghcr.io', repository: 'slipway/api', tag: '', digest: '' },
  replicas: 3,
  autoscaling: {
    enabled: true,
    minReplicas: 3,
    maxReplicas: 10,
    targetCpuPercent: 70,
    targetMemoryPercent: 80,
    scaleUp: { pods: 2, periodSeconds: 60, stabilizationSeconds: 0 },
    scaleDown: { pods: 1, periodSeconds: 300, stabilizationSeconds: 300 },
  },
  resources: {
    requests: { cpu: '1', memory: '2Gi', 'ephemeral-storage': '1Gi' },
    limits: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '1Gi' },
  },
  probes: {
    startup: { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 60 },
    readiness: { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 },
    liveness: { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
  },
  shutdown: { preStopSeconds: 10, drainSeconds: 30, marginSeconds: 5 },
  scheduling: { antiAffinity: 'required', nodeSelector: {}, tolerations: {} },
  service: { type: 'ClusterIP', annotations: {}, sessionAffinity: 'None' },
  logLevel: 'info',
  auth: { existingSecret: '', keys: {} },
  model: { uri: '', trackingUri: '', pollSeconds: 60 },
  database: {
    host: '',
    port: 5432,
    name: 'slipway',
    user: 'app',
    existingSecret: '',
    passwordKey: 'password',
    sslMode: 'prefer',
  },
  cache: { host: '', port: 6379, existingSecret: '', passwordKey: 'password', ttlSeconds: 300 },
  tracing: { endpoint: '', sampleRatio: 0.1 },
}
