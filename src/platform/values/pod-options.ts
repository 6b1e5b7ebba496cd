import type { IPodSpec } from 'kubernetes-models/v1'
import { each, type LiftObject, present, type Ref, when } from '../../helm/index.js'
import type { GlobalValues } from './global.js'

/**
 * What every pod of the release is told, whatever makes it: servers, tasks and the test pod. A new option is declared, given a
 * default and put into the pod in this file, and nowhere else.
 */
export interface PodOptionValues {
  podSecurity: PodSecurityValues
}

/** Every pod fulfils the Pod Security Standard `restricted`; these are the parts that clusters differ in. */
export interface PodSecurityValues {
  /** Run as the numeric users of this file. Turn it off where the cluster assigns them, as OpenShift does. */
  fixedUsers: boolean
  /** Run pods in user namespaces. Needs containerd 2 and Linux 6.3; NFS volumes do not work with it. */
  userNamespaces: boolean
}

export const podOptionDefaults: PodOptionValues = {
  podSecurity: { fixedUsers: true, userNamespaces: false },
}

/** The fields of a pod that come from them. */
export const podOptionFields = ({ global, podSecurity }: Ref<PodOptionValues & { global: GlobalValues }>) =>
  ({
    // No pod of the platform talks to the Kubernetes API.
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    hostUsers: when(podSecurity.userNamespaces, false),
    imagePullSecrets: present(global.image.pullSecrets, (names) => [each(names, (name) => ({ name }))]),
  }) satisfies Partial<LiftObject<IPodSpec>>
