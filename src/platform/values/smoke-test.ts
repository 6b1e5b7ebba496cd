import type { ImageValues, ResourceValues } from './types.js'
import type { UserId } from './workload.js'

/** The pod of `helm test`: calls the API and the user interface through their Services. */
export interface SmokeTestValues {
  /** Make the test pod. */
  enabled: boolean
  /** An image with `curl` as its entry point. */
  image: ImageValues
  /** What the container reserves and may use. */
  resources: ResourceValues
  /** Numeric user and group that the container runs as. */
  uid: UserId
}

export const smokeTestDefaults: SmokeTestValues = {
  enabled: true,
  image: { registry: 'docker.io', repository: 'curlimages/curl', tag: '8.16.0', digest: '' },
  resources: {
    requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '32Mi' },
    limits: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '32Mi' },
  },
  uid: 10001,
}
