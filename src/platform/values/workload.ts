import type {
  AnnotationMap,
  EnvironmentMap,
  ImageValues,
  LabelMap,
  MemoryQuantity,
  ObjectMap,
  Percent,
  PeriodSeconds,
  Replicas,
  ResourceValues,
  Seconds,
  Threshold,
} from './types.js'

/** What the pods of every long-running component can be told. */
export interface PodValues {
  /** The image of the main container. */
  image: ImageValues
  /** What the main container reserves and may use. */
  resources: ResourceValues
  /** How Kubernetes finds out whether a pod started, is ready and is alive. */
  probes: ProbesValues
  /** Which nodes the pods may run on. */
  scheduling: PlacementValues
  /** Size limit of the container's `/tmp`. */
  temporaryStorage: MemoryQuantity
  /** Numeric user and group that the container runs as. */
  uid: UserId
  /** More environment variables, by name. They replace the chart's own. */
  env: EnvironmentMap
  /** More volumes: a volume source (`secret`, `configMap`, …) by volume name. The chart's own volumes keep their names. */
  volumes: ObjectMap
  /** Where to mount those volumes: `mountPath`, `readOnly`, … by volume name. */
  volumeMounts: ObjectMap
  /** More labels of the pods. */
  podLabels: LabelMap
  /** More annotations of the pods. */
  podAnnotations: AnnotationMap
}

/** What a server with a fixed number of pods can be told besides. */
export interface ServerValues extends PodValues {
  /** Time for the server to end before it is killed. */
  shutdownSeconds: Seconds
}

/** What a component that scales can be told besides. */
export interface WorkloadValues extends PodValues {
  /** Number of pods when autoscaling is off. */
  replicas: Replicas
  /** How many pods run, by load. */
  autoscaling: AutoscalingValues
  /** What maintenance of nodes may do. */
  disruption: DisruptionValues
  /** How a new version replaces the old one. */
  rollout: RolloutValues
  shutdown: ShutdownValues
  scheduling: SchedulingValues
  /** The Service in front of the pods. */
  service: ServiceValues
}

/**
 * @asType integer
 * @minimum 10000
 * @maximum 2147483647
 */
export type UserId = number

export interface AutoscalingValues {
  /** Let a HorizontalPodAutoscaler choose the number of pods. */
  enabled: boolean
  /** Fewest pods. They must carry a load spike until new pods are ready. */
  minReplicas: Replicas
  /** Most pods. */
  maxReplicas: Replicas
  /** Average CPU use, in percent of the request, above which pods are added. */
  targetCpuPercent: Percent
  /** Average memory use, in percent of the request, above which pods are added. */
  targetMemoryPercent: Percent
  /** How fast pods are added. */
  scaleUp: ScalingRate
  /** How fast pods are removed. */
  scaleDown: ScalingRate
}

export interface ScalingRate {
  /** At most so many pods in one period. */
  pods: Threshold
  /** Length of the period. */
  periodSeconds: PeriodSeconds
  /**
   * How long the need must last before pods are added or removed.
   * @asType integer
   * @minimum 0
   * @maximum 3600
   */
  stabilizationSeconds: number
}

export interface DisruptionValues {
  /** Pods that a node drain may take away at the same time. No budget is made for a workload with a single pod. */
  maxUnavailable: Threshold
}

export interface RolloutValues {
  /** Pods above the wanted number while a new version rolls out. No pod leaves before its successor is ready. */
  maxSurge: Threshold
  /** How long a new pod must be ready before the next one starts. */
  minReadySeconds: Seconds
  /**
   * Old versions that are kept for `kubectl rollout undo`.
   * @asType integer
   * @minimum 0
   * @maximum 100
   */
  revisionHistory: number
}

export interface ProbesValues {
  /** Checked until it succeeds once; covers loading the model. */
  startup: ProbeValues
  /** While it fails the pod gets no requests. */
  readiness: ProbeValues
  /** When it keeps failing the container is restarted. */
  liveness: ProbeValues
}

export interface ProbeValues {
  /** Time between two checks. */
  periodSeconds: PeriodSeconds
  /** Time that one check may take. */
  timeoutSeconds: PeriodSeconds
  /** Failures in a row that count as failed. */
  failureThreshold: Threshold
}

/** The grace period of a pod is the sum of these, so a pod is never killed in the middle of a request. */
export interface ShutdownValues {
  /** Wait before the process is told to stop, until no proxy sends requests here any more. */
  preStopSeconds: PeriodSeconds
  /** Time for running requests and sessions to finish. */
  drainSeconds: PeriodSeconds
  /** Time for the process to exit after that. */
  marginSeconds: PeriodSeconds
}

export interface PlacementValues {
  /** Labels that a node must have. */
  nodeSelector: LabelMap
  /** Taints that the pods tolerate, by name of your choice. */
  tolerations: ObjectMap
}

export interface SchedulingValues extends PlacementValues {
  /** Whether two pods of this workload may share a node: `required` never, `preferred` if there is no other place. */
  antiAffinity: 'required' | 'preferred' | 'none'
}

export interface ServiceValues {
  /** How the Service is reachable. */
  type: 'ClusterIP' | 'NodePort' | 'LoadBalancer'
  /** Annotations of the Service. */
  annotations: AnnotationMap
  /** Whether requests of one client address go to the same pod. */
  sessionAffinity: 'None' | 'ClientIP'
}

/** The parts that all pods have in common. */
export const podDefaults = {
  temporaryStorage: '256Mi',
  uid: 10001,
  env: {},
  volumes: {},
  volumeMounts: {},
  podLabels: {},
  podAnnotations: {},
} as const

/** The parts that all servers with a fixed number of pods have in common. */
export const serverDefaults = {
  ...podDefaults,
  probes: {
    startup: { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
    readiness: { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    liveness: { periodSeconds: 15, timeoutSeconds: 10, failureThreshold: 6 },
  },
  scheduling: { nodeSelector: {}, tolerations: {} },
  shutdownSeconds: 30,
} as const

/** The parts that all components that scale have in common. */
export const workloadDefaults = {
  ...podDefaults,
  rollout: { maxSurge: 1, minReadySeconds: 5, revisionHistory: 5 },
  disruption: { maxUnavailable: 1 },
} as const
