import { join } from 'node:path'
import { kubectl } from './control-plane.js'
import { places } from './places.js'
import { until } from './wait.js'

/** Names, metrics and volumes: what pods expect of every cluster. They run as pods, as elsewhere. */
const manifests = ['coredns.yaml', 'metrics-server.yaml', 'storage-class.yaml']

export const applyAddOns = (): Promise<string> =>
  kubectl('apply', ...manifests.flatMap((file) => ['-f', join(places.source.manifests, file)]))

export async function waitForAddOns(): Promise<void> {
  for (const name of ['coredns', 'metrics-server']) {
    await until(`${name} is available`, 90, () =>
      kubectl('--namespace=kube-system', 'rollout', 'status', `deployment/${name}`, '--timeout=2s'),
    )
  }
}
