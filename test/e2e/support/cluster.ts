import {
  AppsV1Api,
  AutoscalingV2Api,
  BatchV1Api,
  CoreV1Api,
  KubeConfig,
  PolicyV1Api,
  SchedulingV1Api,
} from '@kubernetes/client-node'
import { places } from '../../cluster/places.js'

/** The built-in cluster, as its administrator sees it. */
export const config = new KubeConfig()
config.loadFromFile(places.kubeconfig)

export const core = config.makeApiClient(CoreV1Api)
export const apps = config.makeApiClient(AppsV1Api)
export const batch = config.makeApiClient(BatchV1Api)
export const autoscaling = config.makeApiClient(AutoscalingV2Api)
export const policy = config.makeApiClient(PolicyV1Api)
export const scheduling = config.makeApiClient(SchedulingV1Api)
