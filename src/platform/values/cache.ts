import type { Host, ImageValues, ObjectName, Password, Port, ResourceValues } from './types.js'
import { type ServerValues, serverDefaults } from './workload.js'

/** Valkey, for predictions and rate limits. Nothing in it is kept over a restart. */
export interface CacheValues extends ServerValues {
  /** `embedded` runs Valkey in the release, `external` uses a server that exists, `none` works without. */
  mode: 'embedded' | 'external' | 'none'
  /**
   * Name of the Secret: `app`, the password of the API; with `embedded` also `users.acl`, the users as Valkey reads them,
   * `monitor`, the password of the exporter, and `monitor.json`, the same as the exporter reads it. Empty means a Secret
   * named like the cache's objects: made by the chart from `passwords`, or else by you.
   */
  existingSecret: ObjectName
  /** The passwords themselves, for development only: production refuses secrets in values. */
  passwords: CachePasswords
  /** What is dropped when the memory is full. */
  evictionPolicy: 'allkeys-lru' | 'allkeys-lfu' | 'allkeys-random' | 'volatile-lru' | 'volatile-ttl'
  /** The sidecar that turns the server's statistics into metrics. */
  exporter: CacheExporterValues
  /** The server of `mode: external`. */
  external: ExternalCacheValues
}

/**
 * Passwords by user: `app` is the API, `monitor` reads statistics.
 * @propertyNames {"pattern": "^(app|monitor)$"}
 */
export interface CachePasswords {
  [user: string]: Password
}

export interface CacheExporterValues {
  /** Run the sidecar. */
  enabled: boolean
  /** The image of redis_exporter. */
  image: ImageValues
  /** What the container reserves and may use. */
  resources: ResourceValues
}

export interface ExternalCacheValues {
  /** Host of the Valkey or Redis server. */
  host: Host
  /** Port of the server. */
  port: Port
  /**
   * User of the server's access control list. Empty means its default user.
   * @maxLength 100
   * @pattern ^[A-Za-z0-9_.-]*$
   */
  user: string
}

export const cacheDefaults: CacheValues = {
  ...serverDefaults,
  mode: 'embedded',
  existingSecret: '',
  passwords: {},
  image: { registry: 'docker.io', repository: 'valkey/valkey', tag: '9.1.1', digest: '' },
  // It fills three quarters of its memory by design, so all of that is reserved.
  resources: {
    requests: { cpu: '250m', memory: '1Gi', 'ephemeral-storage': '128Mi' },
    limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '128Mi' },
  },
  evictionPolicy: 'allkeys-lru',
  probes: {
    startup: { periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 30 },
    readiness: { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 },
    liveness: { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
  },
  shutdownSeconds: 15,
  exporter: {
    enabled: false,
    image: { registry: 'docker.io', repository: 'oliver006/redis_exporter', tag: 'v1.80.0', digest: '' },
    resources: {
      requests: { cpu: '25m', memory: '64Mi', 'ephemeral-storage': '32Mi' },
      limits: { cpu: '250m', memory: '128Mi', 'ephemeral-storage': '32Mi' },
    },
  },
  external: { host: '', port: 6379, user: '' },
}
