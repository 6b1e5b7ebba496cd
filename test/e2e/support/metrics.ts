import { portOf, type ServingName } from '../../../src/platform/topology.js'
import { until } from '../../cluster/wait.js'
import { printed } from './exec.js'
import type { Release } from './release.js'
import { prometheus } from './shop.js'

/** Sum of a counter over all pods of a component, read from where Prometheus is: `name{label="value"}`, labels in any order. */
export async function counted(
  release: Release,
  component: ServingName,
  metric: string,
  labels: Readonly<Record<string, string>>,
): Promise<number> {
  const pods = await release.pods(component)
  const place = await prometheus()
  const pages = await Promise.all(
    pods.map(({ status }) => {
      const url = `http://${status?.podIP}:${portOf(component, 'metrics')}/metrics`
      // Network policies learn about a pod that has just started a moment later.
      return until(`${url} answers`, 10, () => printed(place, '/probe', 'get', url, '10s'))
    }),
  )
  const wanted = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return pages
    .flatMap((page) => page.split('\n'))
    .filter((line) => line.startsWith(`${metric}{`) && wanted.every((label) => line.includes(label)))
    .map((line) => Number(line.split(' ').at(-1)))
    .reduce((sum, one) => sum + one, 0)
}
