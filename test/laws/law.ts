import type { Values } from '../../src/platform/values/index.js'
import type { KubernetesObject } from './kubernetes.js'

/** What was installed: its objects are judged by it. */
export interface Release {
  readonly name: string
  readonly namespace: string
  readonly values: Values
}

/** Says what is wrong with the objects of a release, one sentence each; an empty list means that the law holds. */
export type Law = (objects: readonly KubernetesObject[], release: Release) => readonly string[]
