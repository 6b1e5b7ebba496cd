import type { ObjectName } from './types.js'

/** Settings that a parent chart shares with all its charts. Further keys are allowed. */
export interface GlobalValues {
  /** What all images have in common. */
  image: GlobalImageValues
  [key: string]: unknown
}

export interface GlobalImageValues {
  /**
   * Registry that replaces the registry of every image, for mirrors and air-gapped clusters.
   * @pattern ^([A-Za-z0-9][A-Za-z0-9._:/-]*)?$
   */
  registry: string
  /** When the kubelet pulls images. `Always` also checks the pull secret when the image is on the node already. */
  pullPolicy: 'Always' | 'IfNotPresent' | 'Never'
  /** Names of existing Secrets with registry credentials. Replaced as a whole by a later values file. */
  pullSecrets: PullSecretName[]
}

/**
 * @maxLength 253
 * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
 */
export type PullSecretName = ObjectName

export const globalDefaults: GlobalValues = {
  image: { registry: '', pullPolicy: 'Always', pullSecrets: [] },
}
