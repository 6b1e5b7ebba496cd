import type { DataKey, ObjectName, Seconds } from './types.js'
import { type WorkloadValues, workloadDefaults } from './workload.js'

/** The Streamlit user interface. */
export interface UiValues extends WorkloadValues {
  /** Sessions of browsers. */
  session: SessionValues
  /** How the interface calls the API. */
  apiAccess: ApiAccessValues
  /**
   * Origin under which browsers reach the interface, such as `https://predict.example.com`. Empty means any.
   * @pattern ^(https?://[A-Za-z0-9.:-]+)?$
   */
  publicUrl: string
  /**
   * Largest file that a user may upload, in MiB.
   * @asType integer
   * @minimum 1
   * @maximum 10000
   */
  maxUploadMegabytes: number
  /** Where traces are sent. */
  tracing: UiTracingValues
}

export interface SessionValues {
  /** Name of the Secret with the cookie secret. All pods must share one, or logins break between them. */
  existingSecret: ObjectName
  /** Key of that Secret: at least 32 random characters. */
  secretKey: DataKey
  /**
   * The cookie secret itself, for development only: production refuses secrets in values.
   * @maxLength 500
   * @pattern ^([^ \t\n\r\f]{32,})?$
   */
  cookieSecret: string
  /** How long a session without a browser is kept. */
  disconnectedSeconds: Seconds
}

export interface ApiAccessValues {
  /** Name of the Secret with the API key that the interface uses. Empty means it calls the API without a key. */
  existingSecret: ObjectName
  /** Key of that Secret. */
  secretKey: DataKey
  /**
   * The key itself, for development only: production refuses secrets in values.
   * @maxLength 500
   * @pattern ^[^ \t\n\r\f]*$
   */
  key: string
  /** Time after which a call of the API counts as failed. */
  timeoutSeconds: Seconds
}

export interface UiTracingValues {
  /**
   * OTLP/gRPC endpoint of a collector. Empty means no traces.
   * @maxLength 500
   * @pattern ^(https?://[^ \t\n\r\f]+)?$
   */
  endpoint: string
}

export const uiDefaults: UiValues = {
  ...workloadDefaults,
  image: { registry: 'ghcr.io', repository: 'slipway/ui', tag: '', digest: '' },
  replicas: 2,
  autoscaling: {
    enabled: true,
    minReplicas: 2,
    maxReplicas: 5,
    targetCpuPercent: 60,
    targetMemoryPercent: 70,
    scaleUp: { pods: 1, periodSeconds: 60, stabilizationSeconds: 0 },
    scaleDown: { pods: 1, periodSeconds: 300, stabilizationSeconds: 300 },
  },
  resources: {
    requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '1Gi' },
    limits: { cpu: '1', memory: '2Gi', 'ephemeral-storage': '1Gi' },
  },
  probes: {
    startup: { periodSeconds: 3, timeoutSeconds: 3, failureThreshold: 40 },
    readiness: { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 },
    liveness: { periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 6 },
  },
  shutdown: { preStopSeconds: 10, drainSeconds: 120, marginSeconds: 5 },
  scheduling: { antiAffinity: 'preferred', nodeSelector: {}, tolerations: {} },
  service: { type: 'ClusterIP', annotations: {}, sessionAffinity: 'ClientIP' },
  session: { existingSecret: '', secretKey: 'cookie-secret', cookieSecret: '', disconnectedSeconds: 120 },
  apiAccess: { existingSecret: '', secretKey: 'api-key', key: '', timeoutSeconds: 5 },
  publicUrl: '',
  maxUploadMegabytes: 50,
  tracing: { endpoint: '' },
}
