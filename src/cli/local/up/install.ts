import { UserError } from '../../user-error.js'
import type { Client } from '../kubernetes/client.js'
import { type Upgrade, upgrade } from '../release/helm.js'
import { componentLabel } from '../release/labels.js'
import { makeNamespace } from '../release/namespace.js'
import { kubectl, releaseName } from '../release/place.js'
import { step, type Tell } from '../terminal/progress.js'
import { goesOn } from './again.js'
import { excerptOf } from './excerpt.js'
import { NotReady, waitUntilReady } from './wait.js'

export interface Installation extends Upgrade {
  /** Where the cluster's images come from, for a failure to pull one. */
  readonly images: string
  readonly timeoutSeconds: number
}

/**
 * Installs or upgrades the chart, and waits until all of it is ready.
 *
 * @throws UserError that names what is not, with the lines that show why
 */
export const install = async (client: Client, installation: Installation, signal: AbortSignal): Promise<void> => {
  const {
    place: { namespace },
    timeoutSeconds,
  } = installation
  const work = async (tell: Tell) => {
    await makeNamespace(client, namespace, { tell, signal })
    const revision = await upgrade(installation)
    signal.throwIfAborted()
    tell(`revision ${revision} is installed`)
    return waitUntilReady(client, namespace, timeoutSeconds, { tell, signal })
  }
  const plan = `helm upgrade --install ${releaseName}, with values/local.yaml`
  try {
    await step('chart', plan, work, (count) => `all ${count} workloads are ready`)
  } catch (error) {
    if (!(error instanceof NotReady)) throw error
    throw new UserError(await explain(client, installation, error))
  }
}

/** What is wrong, the lines that show it, and how to see more. */
const explain = async (client: Client, installation: Installation, failure: NotReady): Promise<string> => {
  const { place, images, timeoutSeconds } = installation
  const { component, ready, wanted, reason } = failure.culprit
  const { lines, isLog } = await excerptOf(client, place.namespace, failure.culprit)
  const previous = reason.hasCrashed === true ? ' --previous' : ''
  const more = isLog
    ? `npx slipway logs ${component}${previous}`
    : kubectl(place, 'describe', 'pods', `--selector=${componentLabel}=${component}`)
  return [
    `${component} is not ready${failure.isOutOfTime ? ` after ${timeoutSeconds} s` : ''} \
(${ready}/${wanted}: ${reason.text})`,
    lines,
    ...(reason.problem === 'image' ? [`Images: ${images}`] : []),
    `More: ${more}; npx slipway status`,
    `Everything stays as it is: ${goesOn(place.access.context)}`,
  ].join('\n')
}
