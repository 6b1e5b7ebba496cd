import type { V1EndpointSlice } from '@kubernetes/client-node'

/** A pod that takes connections, and the number of its port. */
export interface Target {
  readonly pod: string
  readonly port: number
}

/**
 * The ready pod behind a Service's port. The one that was used last stays the choice while it is ready, because a
 * person's page of the user interface lives in one pod.
 */
export const chooseTarget = (
  slices: readonly V1EndpointSlice[],
  portName: string,
  last: string | undefined,
): Target | undefined => {
  const targets = slices.flatMap(({ endpoints, ports }) => {
    const port = ports?.find(({ name }) => name === portName)?.port
    if (port === undefined) return []
    return endpoints
      .filter(({ conditions }) => conditions?.ready !== false && conditions?.terminating !== true)
      .flatMap(({ targetRef }) => (targetRef?.kind === 'Pod' && targetRef.name ? [{ pod: targetRef.name, port }] : []))
  })
  return targets.find(({ pod }) => pod === last) ?? targets[0]
}
