import type { ObjectName, Seconds } from './types.js'
import { type WorkloadValues, workloadDefaults } from './workload.js'

/** The model-serving API. */
export interface ApiValues extends WorkloadValues {
  /** Least severe messages that are logged. */
  logLevel: 'debug' | 'info' | 'warning' | 'error'
  /** Who may call the API. */
  auth: ApiAuthValues
  /**
   * Requests that one caller may make in a minute; 0 means any number.
   * @asType integer
   * @minimum 0
   * @maximum 1000000
   */
  rateLimitPerMinute: number
  /** Which model is served. */
  model: ModelValues
  /** Predictions in the cache. */
  cache: PredictionCacheValues
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
  /**
   * Name of a Secret with two keys of HMACs: `pseudonym` turns callers into pseudonyms in traces and in the log, `pepper` goes
   * into hashes of API keys. Empty means that pseudonyms change with every pod, and keys are hashed slowly.
   */
  hmacSecret: ObjectName
  /** Tokens of an OpenID Connect issuer, accepted besides API keys. */
  oidc: OidcValues
}

export interface OidcValues {
  /**
   * Issuer of the tokens, such as `https://id.example.com`. Empty means that no tokens are accepted.
   * @maxLength 500
   * @pattern ^(https://[^ \t\n\r\f]+)?$
   */
  issuer: string
  /**
   * Audience that a token must name.
   * @maxLength 200
   */
  audience: string
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
   * MLflow URI of the model, such as `models:/wine/3`. Empty means the alias of `firstModel`, or without it the model
   * packaged in the image.
   * @maxLength 500
   * @pattern ^([a-z][a-z0-9+.-]*:[^ \t\n\r\f]+)?$
   */
  uri: string
  /** Time between two looks for a new version behind the alias. */
  pollSeconds: Seconds
}

export interface PredictionCacheValues {
  /** How long a prediction stays in the cache. */
  ttlSeconds: Seconds
}

export interface TracingValues {
  /**
   * OTLP/gRPC endpoint of a collector, such as `http://collector:4317`. Empty means no traces.
   * @maxLength 500
   * @pattern ^(https?://[^ \t\n\r\f]+)?$
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
  auth: { existingSecret: '', keys: {}, hmacSecret: '', oidc: { issuer: '', audience: '' } },
  rateLimitPerMinute: 0,
  model: { uri: '', pollSeconds: 60 },
  cache: { ttlSeconds: 300 },
  tracing: { endpoint: '', sampleRatio: 0.1 },
}
