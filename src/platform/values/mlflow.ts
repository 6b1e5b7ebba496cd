import type { CronLine } from './migrate.js'
import type { DataKey, ObjectName, Password, Seconds, StorageValues, Threshold } from './types.js'
import { type ServerValues, serverDefaults } from './workload.js'

/** MLflow: the registry of models. */
export interface MlflowValues extends ServerValues {
  /** `embedded` runs MLflow in the release, on the database; `external` uses a server that exists; `none` has no registry. */
  mode: 'embedded' | 'external' | 'none'
  /**
   * Origin under which people reach MLflow, such as `https://models.example.com`. It decides which host names and which web
   * pages MLflow accepts, besides the Service's own names. Empty means the Service's only.
   * @maxLength 500
   * @pattern ^(https?://[A-Za-z0-9.:-]+)?$
   */
  publicUrl: string
  /**
   * More host names that MLflow accepts, with commas between them: `10.*` lets Prometheus scrape pods of such a network.
   * @maxLength 1000
   * @pattern ^[A-Za-z0-9.:*_,-]*$
   */
  allowedHosts: string
  /**
   * Name of the Secret: `admin`, the password of the user `admin`, and `session`, the key of the sessions. Empty means a Secret
   * named like MLflow's objects: made by the chart from `passwords`, or else by you.
   */
  existingSecret: ObjectName
  /** Those two themselves, for development only: production refuses secrets in values. */
  passwords: MlflowPasswords
  /**
   * Processes that answer requests; each takes about 250 MiB.
   * @asType integer
   * @minimum 1
   * @maximum 32
   */
  workers: number
  /** Where models and other files are kept. Decide before the first model: experiments remember it. */
  artifacts: ArtifactValues
  /**
   * Let a new version of MLflow change its tables before it starts. There is no way back but a backup, and the old version
   * does not start again: switch it on for the upgrade, off afterwards.
   */
  databaseUpgrade: boolean
  /** Removes for good what was deleted some time ago. */
  garbageCollection: GarbageCollectionValues
  /** Time for running requests to finish before the server is killed. */
  shutdownSeconds: Seconds
  /** The server of `mode: external`. */
  external: ExternalMlflowValues
}

/** @propertyNames {"pattern": "^(admin|session)$"} */
export interface MlflowPasswords {
  [name: string]: Password
}

export interface ArtifactValues {
  /** `volume` claims a volume for the one pod, `s3` uses a bucket. */
  store: 'volume' | 's3'
  /** The volume of `store: volume`. It is kept when the release is uninstalled. */
  volume: StorageValues
  /** The bucket of `store: s3`. */
  s3: S3Values
}

export interface S3Values {
  /**
   * Bucket and folder, such as `s3://models/slipway`.
   * @maxLength 500
   * @pattern ^(s3://[A-Za-z0-9._/-]+)?$
   */
  uri: string
  /**
   * URL of an object store other than AWS. Empty means AWS.
   * @maxLength 500
   * @pattern ^(https?://[A-Za-z0-9.:/-]+)?$
   */
  endpoint: string
  /**
   * Region of the bucket.
   * @maxLength 100
   * @pattern ^[a-z0-9-]*$
   */
  region: string
  /** Name of the Secret with a file of credentials as the AWS command line writes it. Empty means none are needed. */
  existingSecret: ObjectName
  /** Key of that Secret. */
  credentialsKey: DataKey
}

export interface GarbageCollectionValues {
  /** Make the CronJob. */
  enabled: boolean
  /** When it runs, as a cron line in UTC. */
  schedule: CronLine
  /** What was deleted longer ago is removed. */
  olderThanDays: Threshold
}

export interface ExternalMlflowValues {
  /**
   * URL of the tracking server, such as `http://mlflow.models:5000`.
   * @maxLength 500
   * @pattern ^(https?://[^ \t\n\r\f]+)?$
   */
  trackingUri: string
  /**
   * User of the server. Empty means it asks for none.
   * @maxLength 100
   * @pattern ^[A-Za-z0-9_.@-]*$
   */
  user: string
  /** Name of the Secret with the password. */
  existingSecret: ObjectName
  /** Key of that Secret. */
  passwordKey: DataKey
}

export const mlflowDefaults: MlflowValues = {
  ...serverDefaults,
  mode: 'embedded',
  publicUrl: '',
  allowedHosts: '',
  existingSecret: '',
  passwords: {},
  image: { registry: 'ghcr.io', repository: 'mlflow/mlflow', tag: 'v3.17.2-full', digest: '' },
  resources: {
    requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '1Gi' },
    limits: { cpu: '1', memory: '2Gi', 'ephemeral-storage': '1Gi' },
  },
  workers: 2,
  artifacts: {
    store: 'volume',
    volume: { size: '20Gi', className: '' },
    s3: { uri: '', endpoint: '', region: '', existingSecret: '', credentialsKey: 'credentials' },
  },
  databaseUpgrade: false,
  garbageCollection: { enabled: true, schedule: '40 4 * * 0', olderThanDays: 30 },
  temporaryStorage: '1Gi',
  external: { trackingUri: '', user: '', existingSecret: '', passwordKey: 'password' },
}
