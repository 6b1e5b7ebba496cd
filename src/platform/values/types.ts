/**
 * @asType integer
 * @minimum 1
 * @maximum 65535
 */
export type Port = number

/**
 * @asType integer
 * @minimum 1
 * @maximum 1000
 */
export type Replicas = number

/**
 * @asType integer
 * @minimum 0
 * @maximum 86400
 */
export type Seconds = number

/**
 * @asType integer
 * @minimum 1
 * @maximum 1800
 */
export type PeriodSeconds = number

/**
 * @asType integer
 * @minimum 1
 * @maximum 100
 */
export type Percent = number

/**
 * @asType integer
 * @minimum 1
 * @maximum 1000
 */
export type Threshold = number

/** @pattern ^([1-9][0-9]{0,8}m|[0-9]{1,6}(\.[0-9]{1,3})?)$ */
export type CpuQuantity = string

/**
 * Bounded so that sums over all pods fit an int64.
 * @pattern ^([0-9]{1,12}|[0-9]{1,6}(\.[0-9]{1,3})?(Ki|Mi|Gi|k|M|G)|[0-9]{1,3}(\.[0-9]{1,3})?(Ti|T))$
 */
export type MemoryQuantity = string

/**
 * The name of a Kubernetes object, or nothing.
 * @maxLength 253
 * @pattern ^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$
 */
export type ObjectName = string

/**
 * A key of a Secret or ConfigMap.
 * @maxLength 253
 * @pattern ^[A-Za-z0-9._-]+$
 */
export type DataKey = string

/**
 * A DNS name or an IP address, or nothing.
 * @maxLength 253
 * @pattern ^([A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?)?$
 */
export type Host = string

/**
 * A host name, perhaps with a wildcard label in front, or nothing.
 * @maxLength 253
 * @pattern ^((\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$
 */
export type PublicHost = string

/** Text to text. Numbers and booleans need quotes. */
export interface StringMap {
  [key: string]: string
}

/**
 * Environment variables by name.
 * @propertyNames {"pattern": "^[A-Za-z_][A-Za-z0-9_.-]*$"}
 */
export interface EnvironmentMap {
  [name: string]: string
}

/**
 * Kubernetes labels by key.
 * @propertyNames {"pattern": "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"}
 */
export interface LabelMap {
  /**
   * @maxLength 63
   * @pattern ^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?$
   */
  [key: string]: LabelValue
}

/**
 * @maxLength 63
 * @pattern ^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?$
 */
export type LabelValue = string

/**
 * Kubernetes annotations by key.
 * @propertyNames {"pattern": "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"}
 */
export interface AnnotationMap {
  [key: string]: string
}

/**
 * Kubernetes objects by name, in the form that the Kubernetes API defines.
 * @propertyNames {"pattern": "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"}
 */
export interface ObjectMap {
  [name: string]: object
}

/** Networks by name of your choice, in CIDR notation. */
export interface CidrMap {
  [name: string]: Cidr
}

/** @pattern ^[0-9a-fA-F.:]+/[0-9]{1,3}$ */
export type Cidr = string

/**
 * 12 and more characters without spaces.
 * @minLength 12
 * @maxLength 200
 * @pattern ^[^ \t\n\r\f]+$
 */
export type Password = string

/** What one pod's volume is. */
export interface StorageValues {
  /** Size of the volume. It may grow later, where the storage class allows it, but never shrink. */
  size: MemoryQuantity
  /** Name of the StorageClass. Empty means the cluster's default. */
  className: ObjectName
}

export interface ImageValues {
  /**
   * Host of the registry, perhaps with a path. `global.image.registry` goes before it.
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._:/-]*$
   */
  registry: string
  /**
   * Path of the image in the registry.
   * @pattern ^[a-z0-9][a-z0-9._/-]*$
   */
  repository: string
  /**
   * Tag, for people; empty means the chart's `appVersion`.
   * @maxLength 128
   * @pattern ^([A-Za-z0-9_][A-Za-z0-9_.-]*)?$
   */
  tag: string
  /**
   * Digest such as `sha256:…`; it decides what runs. Required in production.
   * @pattern ^(sha256:[a-f0-9]{64})?$
   */
  digest: string
}

export interface ResourceAmounts {
  /** CPUs, such as `500m` or `1.5`. */
  cpu: CpuQuantity
  /** Bytes, such as `512Mi`. */
  memory: MemoryQuantity
  /** Scratch space on the node: logs and temporary files. */
  'ephemeral-storage': MemoryQuantity
}

export interface ResourceValues {
  /** What the scheduler reserves. */
  requests: ResourceAmounts
  /** What the container may use at most. */
  limits: ResourceAmounts
}
