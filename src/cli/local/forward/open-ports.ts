import { UserError } from '../../user-error.js'
import type { Client } from '../kubernetes/client.js'
import { componentLabel, ofTheRelease } from '../release/labels.js'
import type { Place } from '../release/place.js'
import { pause } from '../terminal/interrupt.js'
import { step } from '../terminal/progress.js'
import { type Address, silenceOf } from './addresses.js'
import { fingerprintOf, startForwards } from './control.js'
import type { Forward } from './plan.js'

/**
 * Forwards ports of this machine to what the release has, and waits until all of it answers.
 *
 * @returns the addresses that are open: a component that the values leave out has none
 * @throws UserError naming what does not answer, or the port that is taken
 */
export const openPorts = async (
  client: Client,
  { access, namespace }: Place,
  addresses: readonly Address[],
  signal: AbortSignal,
): Promise<readonly Address[]> => {
  const forwards = await forwardsFor(client, namespace, addresses)
  const open = addresses.filter(({ component }) => forwards.some((forward) => forward.component === component))
  const fingerprint = fingerprintOf(client.config)
  const work = async (): Promise<boolean> => {
    const isNew = await startForwards({ access, fingerprint, namespace, forwards })
    await Promise.all(open.map((address) => untilItAnswers(address, signal)))
    return isNew
  }
  const ports = open.map(({ localPort }) => localPort).join(', ')
  await step('ports', `forwarding ${ports} of this machine`, work, (isNew) => {
    return `${isNew ? 'forwarded' : 'forwarded by the process of before'}, and all answer`
  })
  return open
}

const forwardsFor = async ({ core }: Client, namespace: string, addresses: readonly Address[]): Promise<Forward[]> => {
  const { items } = await core.listNamespacedService({ namespace, labelSelector: ofTheRelease })
  return addresses.flatMap(({ component, localPort, port }) => {
    const service = items.find(
      ({ metadata, spec }) =>
        metadata?.labels?.[componentLabel] === component &&
        spec?.clusterIP !== 'None' &&
        spec?.ports?.some(({ name }) => name === port),
    )
    return service === undefined ? [] : [{ component, localPort, service: service.metadata?.name ?? '', port }]
  })
}

const answerMilliseconds = 60_000

const untilItAnswers = async (address: Address, signal: AbortSignal): Promise<void> => {
  const deadline = Date.now() + answerMilliseconds
  for (;;) {
    const silence = await silenceOf(address)
    if (silence === undefined) return
    if (Date.now() > deadline) {
      throw new UserError(
        `${address.title} is ready in the cluster, but ${address.url} does not answer: ${silence}\n` +
          `More: npx slipway logs ${address.component}`,
      )
    }
    await pause(500, signal)
  }
}
