import type { Client } from '../kubernetes/client.js'
import { problemOf } from '../kubernetes/errors.js'
import { lastLines } from '../machine/programs.js'
import { timeOf, type Waiting } from '../observe/readiness.js'

const shownEvents = 3

export interface Excerpt {
  readonly lines: string
  /** Of a container's log; else of events. */
  readonly isLog: boolean
}

/** The few lines that say most about a workload that does not come up: of its container's log, else of its events. */
export const excerptOf = async (client: Client, namespace: string, { name, reason }: Waiting): Promise<Excerpt> => {
  const { pod, container, hasCrashed } = reason
  if (pod !== undefined && container !== undefined) {
    const log = await logOf(client, namespace, pod, container, hasCrashed === true)
    if (log !== '') {
      return { lines: `The last lines of container ${container} of pod ${pod}:\n${indented(log)}`, isLog: true }
    }
  }
  const about = pod ?? name
  const events = await eventsOf(client, namespace, about)
  const lines = events === '' ? `Nothing is known about ${about}.` : `The last events of ${about}:\n${indented(events)}`
  return { lines, isLog: false }
}

/** What the kubelet answers, as if it were a log, when the container of that run has just been removed. */
const isNoLog = (text: string): boolean => /^unable to retrieve container logs for \S+$/.test(text)

/** Of the run that crashed; of the present one when there was none before, or its log is gone. */
const logOf = async (client: Client, namespace: string, pod: string, container: string, hasCrashed: boolean) => {
  for (const previous of hasCrashed ? [true, false] : [false]) {
    try {
      const text = await client.core.readNamespacedPodLog({ name: pod, namespace, container, previous, tailLines: 40 })
      const lines = lastLines(text)
      if (lines !== '' && !isNoLog(lines)) return lines
    } catch {
      // A container that has not started has no log.
    }
  }
  return ''
}

const eventsOf = async ({ core }: Client, namespace: string, name: string): Promise<string> => {
  try {
    const { items } = await core.listNamespacedEvent({ namespace })
    // "Error: ErrImagePull" and its like repeat in one word what the event before it says.
    const own = items.filter(
      ({ involvedObject, message }) => involvedObject.name?.startsWith(name) && !message?.startsWith('Error: '),
    )
    const warnings = own.filter(({ type }) => type === 'Warning')
    return [...(warnings.length > 0 ? warnings : own)]
      .sort((a, b) => timeOf(a) - timeOf(b))
      .slice(-shownEvents)
      .map(({ reason, message }) => `${reason}: ${message?.trim()}`)
      .join('\n')
  } catch (error) {
    return problemOf(error)
  }
}

const indented = (text: string): string => text.replaceAll(/^/gm, '    ')
