import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node'
import { componentNames } from '../../../platform/topology.js'
import { UserError } from '../../user-error.js'
import { componentLabel } from '../release/labels.js'
import { containersOf, madeAt, rankOf } from './workloads.js'

/** One run of one container, which has a log of its own. */
export interface LogSource {
  /** Stands in front of each line: component and end of the pod's name, and the container where there are several. */
  readonly label: string
  readonly pod: string
  readonly container: string
  /** Another one for each run. */
  readonly key: string
  readonly isRunning: boolean
  readonly hasRunBefore: boolean
}

/**
 * The component that somebody asked for, checked.
 *
 * @throws UserError that lists the components
 */
export const checkComponent = (name: string | undefined): string | undefined => {
  if (name === undefined || (componentNames as readonly string[]).includes(name)) return name
  throw new UserError(`there is no component ${name}; there are ${componentNames.join(', ')}`)
}

/** What has a log, in the order of the topology, older pods first. */
export const logSources = (pods: readonly V1Pod[], component: string | undefined): readonly LogSource[] =>
  [...pods]
    .filter((pod) => component === undefined || componentOf(pod) === component)
    .sort((a, b) => rankOf(componentOf(a)) - rankOf(componentOf(b)) || madeAt(a) - madeAt(b))
    .flatMap((pod) => {
      const containers = containersOf(pod)
      return containers.filter(hasStarted).map((status) => sourceOf(pod, status, containers.length > 1))
    })

const componentOf = ({ metadata }: V1Pod): string => metadata?.labels?.[componentLabel] ?? ''

const hasStarted = ({ state, lastState }: V1ContainerStatus): boolean =>
  [state?.running, state?.terminated, lastState?.terminated].some((one) => one !== undefined)

const sourceOf = (pod: V1Pod, status: V1ContainerStatus, isOneOfSeveral: boolean): LogSource => {
  const { name = '', uid = '' } = pod.metadata ?? {}
  const label = `${componentOf(pod)}-${name.split('-').at(-1)}`
  return {
    label: isOneOfSeveral ? `${label}/${status.name}` : label,
    pod: name,
    container: status.name,
    key: `${uid} ${status.name} ${status.restartCount}`,
    isRunning: status.state?.running !== undefined,
    hasRunBefore: status.lastState?.terminated !== undefined,
  }
}
