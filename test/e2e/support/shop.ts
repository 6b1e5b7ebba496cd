import { clientPod } from './client-pod.js'
import type { HelmVersion } from './commands.js'
import { Release } from './release.js'

/** The release that most tests share: each leaves it as the values say. */
export const shop = new Release({
  name: 'shop',
  namespace: 'e2e-shop',
  values: ['-f', 'values/staging.yaml', '-f', 'test/e2e/values.yaml'],
})

export const gatewayNamespace = 'e2e-gateway'
export const monitoringNamespace = 'e2e-monitoring'

/** A pod where the values say that the gateway is. */
export const gateway = () => clientPod({ namespace: gatewayNamespace, name: 'gateway' })

/** A pod where the values say that Prometheus is. */
export const prometheus = () => clientPod({ namespace: monitoringNamespace, name: 'prometheus' })

/** Installs the shared release, unless a test before has. */
export async function installShop(version?: HelmVersion): Promise<void> {
  await shop.prepare()
  if ((await shop.revision()) === 0) await shop.install(version)
  await shop.settled()
}

/** Numbers of API pods between which the autoscaler chooses: the most is too much for pods that share no node. */
export const [fewest, most] = [3, 6]

/** Time in which the autoscaler takes one pod away at most. */
export const scaleDownSeconds = 20

/**
 * Arguments of Helm for the tests of scaling. Three nodes have no room for six pods that keep apart, and two cores none for a
 * load that keeps six pods busy which ask for more. Removing one pod in five minutes, as the chart's defaults do, takes too
 * long for a test: the same rule with shorter times.
 */
export const setForScaling = (maxReplicas: number, ...more: readonly string[]): readonly string[] => [
  '--set',
  [
    'api.scheduling.antiAffinity=preferred',
    'api.resources.requests.cpu=40m',
    `api.autoscaling.maxReplicas=${maxReplicas}`,
    `api.autoscaling.scaleDown.periodSeconds=${scaleDownSeconds}`,
    'api.autoscaling.scaleDown.stabilizationSeconds=30',
    ...more,
  ].join(),
]
