import { UserError } from '../../user-error.js'
import type { Work } from '../cluster/cluster.js'
import type { Client } from '../kubernetes/client.js'
import { codeOf, unlessMissing } from '../kubernetes/errors.js'
import { pause } from '../terminal/interrupt.js'

/** Only a namespace with this label is removed by `down`. */
const mark = { key: 'app.kubernetes.io/managed-by', value: 'slipway-up' } as const

/** The chart keeps the strictest level, so its namespace asks for it. */
const podSecurity = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
} as const

/** `foreign` is there, and slipway did not make it. */
export type NamespaceState = 'missing' | 'ours' | 'foreign'

export const namespaceState = async ({ core }: Client, name: string): Promise<NamespaceState> => {
  const found = await unlessMissing(core.readNamespace({ name }))
  if (found === undefined) return 'missing'
  return found.metadata?.labels?.[mark.key] === mark.value ? 'ours' : 'foreign'
}

/** Makes the namespace. One that is there keeps the labels that it has. */
export const makeNamespace = async (client: Client, name: string, work: Work): Promise<void> => {
  const metadata = { name, labels: { [mark.key]: mark.value, ...podSecurity } }
  await untilGone(client, name, work)
  try {
    await client.core.createNamespace({ body: { metadata } })
  } catch (error) {
    if (codeOf(error) !== 409) throw error
  }
}

export const removeNamespace = async (client: Client, name: string, work: Work): Promise<void> => {
  await unlessMissing(client.core.deleteNamespace({ name }))
  await untilGone(client, name, work)
}

const goneSeconds = 180

/** Waits while the namespace is being removed. */
const untilGone = async ({ core }: Client, name: string, { signal, tell }: Work): Promise<void> => {
  const deadline = Date.now() + 1000 * goneSeconds
  for (;;) {
    const found = await unlessMissing(core.readNamespace({ name }))
    if (found?.metadata?.deletionTimestamp === undefined) return
    const rest = (found.status?.conditions ?? []).filter(({ status }) => status === 'True').at(-1)?.message
    if (Date.now() > deadline) {
      throw new UserError(
        `namespace ${name} is not gone after ${goneSeconds} s${rest === undefined ? '' : `: ${rest}`}`,
      )
    }
    tell(`namespace ${name} is being removed${rest === undefined ? '' : `: ${rest}`}`, 'quiet')
    await pause(500, signal)
  }
}
